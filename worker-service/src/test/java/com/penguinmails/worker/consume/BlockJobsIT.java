package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.WorkerTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Jobs that are lent out together: one word when all end well, else a word on each. */
@WorkerTest
class BlockJobsIT {

    private final FakePlatform platform = FakePlatform.shared();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID token = UUID.randomUUID();
    private final Dispatch dispatch;

    @Autowired
    BlockJobsIT(QueueConnections connections) {
        this.dispatch = new Dispatch(connections, "blocks-" + UUID.randomUUID());
    }

    @Test
    void oneWordForAll() {
        Lease block = push(job(Next.DONE), job(Next.DONE), job(Next.DONE));
        Result result = dispatch.await(block);
        assertThat(result.outcome()).isEqualTo(Outcome.DONE);
        assertThat(result.startedAt()).isNotNull();
        assertThat(dispatch.collect()).isEqualTo(1);
        assertNothingIsHeld();
    }

    @Test
    void aWordOnEachWhenOneFails() {
        Entry good = job(Next.DONE);
        Entry bad = job(Next.RETRY);
        Entry late = job(Next.DONE);
        push(good, bad, late);
        assertThat(dispatch.await(good.lease()).outcome()).isEqualTo(Outcome.DONE);
        assertThat(dispatch.await(bad.lease()).outcome()).isEqualTo(Outcome.RETRY);
        assertThat(dispatch.await(late.lease()).outcome()).isEqualTo(Outcome.DONE);
        assertNothingIsHeld();
        assertThat(dispatch.collect()).as("and none on the block").isEqualTo(3);
    }

    /** More than one delivery takes: what is done of the first need not wait for the second. */
    @Test
    void whatIsDoneIsToldWhenTheRestTakesLong() {
        var goOn = new CountDownLatch(1);
        List<Entry> quick = Stream.generate(() -> job(Next.DONE)).limit(50).toList();
        UUID slowId = UUID.randomUUID();
        platform.handle(slowId, delivery -> {
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new JobReport(delivery.id(), Next.DONE, null, null);
        });
        Entry slow = Dispatch.patient(entry(slowId));
        push(Stream.concat(quick.stream().map(Dispatch::patient), Stream.of(slow))
                .toArray(Entry[]::new));
        assertThat(dispatch.await(quick.getFirst().lease()).outcome()).isEqualTo(Outcome.DONE);
        assertThat(dispatch.resultsOf(slow.lease())).isEmpty();
        goOn.countDown();
        assertThat(dispatch.await(slow.lease()).outcome()).isEqualTo(Outcome.DONE);
        assertNothingIsHeld();
        assertThat(dispatch.collect()).isEqualTo(51);
    }

    private void assertNothingIsHeld() {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(dispatch.redis().census().orElseThrow().held())
                                .isEmpty());
    }

    private Lease push(Entry... jobs) {
        return dispatch.push(List.of(Entry.block(token, List.of(jobs)))).getFirst();
    }

    private Entry job(Next next) {
        UUID job = UUID.randomUUID();
        platform.handle(job, delivery -> new JobReport(delivery.id(), next, null, "so it ended"));
        return entry(job);
    }

    private Entry entry(UUID job) {
        Entry entry = Dispatch.entry(tenant, job, "campaign.plan", "campaign", "{}");
        return new Entry(
                entry.band(),
                new Lease(tenant, job, token),
                null,
                1,
                entry.timeout(),
                entry.kind(),
                entry.handler(),
                "",
                entry.payload());
    }
}
