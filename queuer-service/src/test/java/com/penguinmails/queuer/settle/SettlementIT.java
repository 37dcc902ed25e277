package com.penguinmails.queuer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.Consumer;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Fetched;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.claim.Dispatchers;
import com.penguinmails.queuer.epoch.QueueEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@QueuerTest
class SettlementIT {

    private final Settlement settlement;
    private final WriteBack writeBack;
    private final Loop.Turn dispatch;
    private final Jobs jobs;
    private final String queue = Jobs.freshQueue();
    private final DispatchSide redis;
    private final QueueEpoch epoch;
    private final WorkSide worker;
    private final TenantId tenant = Jobs.tenant();

    @Autowired
    SettlementIT(
            Settlement settlement,
            WriteBack writeBack,
            Dispatchers dispatchers,
            Jobs jobs,
            QueueConnections connections,
            Ids ids) {
        this.settlement = settlement;
        this.writeBack = writeBack;

        this.jobs = jobs;
        this.redis = connections.dispatch(queue);
        this.epoch = new QueueEpoch(redis, ids);
        this.dispatch = dispatchers.of(redis, epoch);
        this.worker = connections.work(queue, new Consumer("w", UUID.randomUUID()));
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void aDoneJobIsCompletedOnce() throws InterruptedException {
        UUID job = jobs.add(tenant, queue, 1).getFirst();
        Result done = result(lend(), Outcome.DONE, null);
        assertThat(settlement.settle(List.of(done, done))).isEqualTo(1);
        assertThat(settlement.settle(List.of(done))).isZero();
        assertThat(jobs.show(job, "status, finished_at is not null, lease_token is null, worker_id"))
                .isEqualTo("completed|t|t|w.1");
        assertThat(jobs.attempts(job)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void theLateResultOfAJobThatWasHandedOnChangesNothing(Outcome late) throws InterruptedException {
        UUID job = jobs.add(tenant, queue, 1).getFirst();
        Lease first = lend();
        settlement.release(List.of(first));
        Lease second = lend();
        assertThat(settlement.settle(List.of(result(first, late, null)))).isZero();
        assertThat(jobs.show(job, "status, lease_token")).isEqualTo("migrated_to_redis|" + second.token());
        assertThat(settlement.settle(List.of(result(second, Outcome.DONE, null))))
                .isEqualTo(1);
    }

    @Test
    void aRetryWaitsLongerEachTimeAndEndsInFailed() throws InterruptedException {
        UUID job = jobs.add(tenant, queue, 1, added -> added.maxAttempts(3)).getFirst();
        for (int attempt = 1; attempt <= 3; attempt++) {
            settlement.settle(List.of(result(lend(), Outcome.RETRY, null)));
            if (attempt < 3) {
                assertThat(
                                jobs.show(
                                        job,
                                        "status, attempt, run_at between now() - interval '1 s' and now() + power(2, attempt) * interval '1 s'"))
                        .isEqualTo("queued|" + attempt + "|t");
                jobs.makeDue(queue, Duration.ZERO);
            }
        }
        assertThat(jobs.show(job, "status, attempt, last_error")).isEqualTo("failed|3|attempts spent: because");
        assertThat(jobs.attempts(job)).isEqualTo("1 retry, 2 retry, 3 retry");
    }

    @Test
    void aHandlerMayNameTheTimeAndASnoozeSpendsNoAttempt() throws InterruptedException {
        UUID job = jobs.add(tenant, queue, 1).getFirst();
        Instant later = Instant.parse("2100-01-01T00:00:00Z");
        settlement.settle(List.of(result(lend(), Outcome.SNOOZE, later)));
        assertThat(jobs.show(job, "status, attempt, run_at = '2100-01-01T00:00:00Z', last_error"))
                .isEqualTo("queued|0|t|because");
        jobs.makeDue(queue, Duration.ZERO);
        settlement.settle(List.of(result(lend(), Outcome.RETRY, later)));
        assertThat(jobs.show(job, "status, attempt, run_at = '2100-01-01T00:00:00Z'"))
                .isEqualTo("queued|1|t");
    }

    @Test
    void whatCanNeverSucceedOrIsUnknownIsSetAsideWithItsReason() throws InterruptedException {
        UUID discarded = jobs.add(tenant, queue, 1).getFirst();
        settlement.settle(List.of(result(lend(), Outcome.DISCARD, null)));
        assertThat(jobs.show(discarded, "status, last_error")).isEqualTo("failed|because");

        UUID unknown = jobs.add(tenant, queue, 1).getFirst();
        settlement.settle(List.of(result(lend(), Outcome.UNCERTAIN, null)));
        assertThat(jobs.show(unknown, "status, last_error")).isEqualTo("uncertain|because");
    }

    @Test
    void aJobWhoseWorkerDiesThreeTimesIsPoison() throws InterruptedException {
        UUID job = jobs.add(tenant, queue, 1).getFirst();
        for (int crash = 1; crash <= 3; crash++) {
            settlement.settle(List.of(result(lend(), Outcome.CRASHED, null)));
            if (crash < 3) {
                assertThat(jobs.show(job, "status, attempt, crashes")).isEqualTo("queued|0|" + crash);
                jobs.makeDue(queue, Duration.ZERO);
            }
        }
        assertThat(jobs.show(job, "status, crashes, last_error"))
                .isEqualTo("failed|3|poison: its worker died every time");
    }

    @Test
    void aJobThatWasFetchedButNotBegunIsNotCharged() throws InterruptedException {
        UUID job = jobs.add(tenant, queue, 1).getFirst();
        for (int i = 0; i < 5; i++) {
            settlement.release(List.of(lend()));
        }
        assertThat(jobs.show(job, "status, attempt, crashes")).isEqualTo("queued|0|0");
    }

    @Test
    void aUniqueKeyIsFreeAgainWhenItsJobIsFinishedAndNotBefore() throws InterruptedException {
        jobs.add(tenant, queue, 1, job -> job.uniqueKey("nightly"));
        settlement.settle(List.of(result(lend(), Outcome.SNOOZE, null)));
        assertThat(jobs.add(tenant, queue, 1, job -> job.uniqueKey("nightly"))).isEmpty();
        jobs.makeDue(queue, Duration.ZERO);
        settlement.settle(List.of(result(lend(), Outcome.DISCARD, null)));
        assertThat(jobs.add(tenant, queue, 1, job -> job.uniqueKey("nightly"))).hasSize(1);
    }

    @Test
    void resultsSurviveAQueuerThatDiesBetweenCommitAndTrim() throws InterruptedException {
        List<UUID> added = jobs.add(tenant, queue, 3);
        lendAll().forEach(lease -> worker.ack(List.of(result(lease, Outcome.DONE, null))));
        settlement.settle(redis.readAcks(10).results());
        // Here it died. The next one finds the same results.
        writeBack.turn(redis);
        assertThat(redis.readAcks(10).results()).isEmpty();
        added.forEach(job -> assertThat(jobs.show(job, "status")).isEqualTo("completed"));
    }

    @Test
    void whatRedisRefusesIsFreeAgain() throws InterruptedException {
        jobs.add(tenant, queue, 3);
        epoch.current();
        jobs.forget(queue);
        dispatch.take();
        assertThat(jobs.count(queue, "queued"))
                .as("the epoch was over, and nobody had noticed yet")
                .isEqualTo(3);
        assertThat(jobs.list("select distinct attempt::text from queue.job_ready where queue = '" + queue + "'"))
                .containsExactly("0");
    }

    private Lease lend() throws InterruptedException {
        return lendAll().getFirst();
    }

    private List<Lease> lendAll() throws InterruptedException {
        dispatch.take();
        var fetched = (Fetched.Entries) worker.fetch(epoch.current(), 100);
        return fetched.entries().stream().map(entry -> entry.lease()).toList();
    }

    private static Result result(Lease lease, Outcome outcome, @Nullable Instant runAt) {
        return new Result(lease, outcome, runAt, null, "w.1", outcome == Outcome.DONE ? "" : "because");
    }
}
