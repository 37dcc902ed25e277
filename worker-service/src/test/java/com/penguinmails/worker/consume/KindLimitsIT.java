package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A kind of which a worker runs two at once, in a queue with others. */
@WorkerTest
class KindLimitsIT {

    private static final String LIMITED = "limited.kind";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakePlatform platform = FakePlatform.shared();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Dispatch dispatch;

    @Autowired
    KindLimitsIT(QueueConnections connections) {
        this.dispatch = new Dispatch(connections, "limited-" + UUID.randomUUID());
    }

    @Test
    void othersPassAndNothingGoesRoundAndRound() {
        var limited = new ArrayList<Lease>();
        // One by one, since what is delivered together is carried out one after the other.
        for (int n = 1; n <= 2; n++) {
            int begun = n;
            limited.addAll(dispatch.push(List.of(limited())));
            await().atMost(PATIENCE).until(() -> ran.get() == begun);
        }
        limited.addAll(
                dispatch.push(IntStream.range(2, 200).mapToObj(n -> limited()).toList()));
        List<Lease> others =
                dispatch.push(IntStream.range(0, 50).mapToObj(n -> other()).toList());

        for (Lease lease : others) {
            assertThat(dispatch.await(lease).outcome()).isEqualTo(Outcome.DONE);
        }
        assertThat(ran).hasValue(2);
        assertThat(limited).allMatch(lease -> dispatch.resultsOf(lease).size() <= 1);
        List<Result> sentAway = limited.stream()
                .flatMap(lease -> dispatch.resultsOf(lease).stream())
                .toList();
        assertThat(sentAway)
                .as("all but the two that run and the two that wait at hand")
                .hasSize(196)
                .allSatisfy(result -> {
                    assertThat(result.outcome()).isEqualTo(Outcome.SNOOZE);
                    assertThat(result.reason()).contains("runs 2 of its kind");
                });
        assertThat(sentAway.stream().map(Result::runAt).distinct().count())
                .as("they come back one by one")
                .isGreaterThan(150);

        goOn.countDown();
        List<Lease> kept = new ArrayList<>(limited);
        kept.removeIf(
                lease -> sentAway.stream().anyMatch(result -> result.lease().equals(lease)));
        for (Lease lease : kept) {
            assertThat(dispatch.await(lease).outcome()).isEqualTo(Outcome.DONE);
        }
        Lease after = dispatch.push(List.of(limited())).getFirst();
        assertThat(dispatch.await(after).outcome()).isEqualTo(Outcome.DONE);
        assertThat(most).hasValue(2);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(dispatch.redis().census().orElseThrow().held())
                                .isEmpty());
    }

    private Entry limited() {
        UUID job = UUID.randomUUID();
        platform.handle(job, delivery -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            ran.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            return new JobReport(delivery.id(), Next.DONE, null, null);
        });
        return Dispatch.patient(Dispatch.entry(new TenantId(UUID.randomUUID()), job, LIMITED, "campaign", "{}"));
    }

    private Entry other() {
        UUID job = UUID.randomUUID();
        platform.handle(job, delivery -> new JobReport(delivery.id(), Next.DONE, null, null));
        return Dispatch.entry(new TenantId(UUID.randomUUID()), job, "other.kind", "campaign", "{}");
    }
}
