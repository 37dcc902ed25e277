package com.penguinmails.queuer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The queuer with all its loops, against workers that live and die. */
@QueuerTest
class QueuerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final QueueConnections redis;
    private final Jobs jobs;
    private final String queue = Jobs.freshQueue();
    private final ConcurrentLinkedQueue<UUID> ran = new ConcurrentLinkedQueue<>();

    @Autowired
    QueuerIT(QueueConnections redis, Jobs jobs) {
        this.redis = redis;
        this.jobs = jobs;
    }

    @BeforeEach
    void running() {
        jobs.startLoops();
    }

    @Test
    void twoThousandJobsAreAllDoneThoughAWorkerIsKilledInTheMiddle() throws InterruptedException {
        for (int tenant = 0; tenant < 4; tenant++) {
            jobs.add(Jobs.tenant(), queue, 500);
        }
        var doomed = new NoopWorker(redis, queue, ran, 300);
        await().atMost(PATIENCE).until(() -> doomed.heldCount() > 100);
        doomed.kill();
        int heldAtDeath = doomed.heldCount();
        Lease late = Objects.requireNonNull(doomed.takeOne());
        var survivor = new NoopWorker(redis, queue, ran, -1);
        await().atMost(PATIENCE).until(() -> jobs.count(queue, "completed") == 2_000);
        survivor.kill();
        doomed.report(late);

        assertThat(ran)
                .as("every job ran, and none was reported twice")
                .hasSize(2_000)
                .doesNotHaveDuplicates();
        assertThat(jobs.count(queue, "completed")).isEqualTo(2_000);
        assertThat(jobs.list("select sum(crashes)::text from queue.job_finished where queue = '" + queue + "'"))
                .as("exactly what the dead worker held")
                .containsExactly(Integer.toString(heldAtDeath));
    }

    @Test
    void aRedisThatForgetsEverythingIsFilledAgainAndNothingRunsTwice() throws InterruptedException {
        jobs.add(Jobs.tenant(), queue, 500);
        var holder = new NoopWorker(redis, queue, ran, 50);
        await().atMost(PATIENCE).until(() -> holder.heldCount() == 450);
        jobs.add(Jobs.tenant(), queue, 500);
        await().atMost(PATIENCE).until(() -> holder.heldCount() == 950);
        jobs.forget(queue);
        jobs.add(Jobs.tenant(), queue, 20);
        await().atMost(PATIENCE).until(() -> holder.heldCount() == 970);

        Map<String, Integer> held = new HashMap<>();
        for (Lease lease = holder.takeOne(); lease != null; lease = holder.takeOne()) {
            held.merge(lease.job().toString(), 1, Integer::sum);
            holder.report(lease);
        }
        await().atMost(PATIENCE).until(() -> jobs.count(queue, "completed") == 1_020);
        holder.kill();
        assertThat(held.values()).containsOnly(1);
        assertThat(ran).hasSize(50);
    }

    @Test
    void whatWasWaitingInRedisWhenItWasLostIsPushedAgain() throws InterruptedException {
        jobs.add(Jobs.tenant(), queue, 300);
        await().atMost(PATIENCE).until(() -> jobs.count(queue, "migrated_to_redis") == 300);
        jobs.forget(queue);
        var worker = new NoopWorker(redis, queue, ran, -1);
        await().atMost(PATIENCE).until(() -> jobs.count(queue, "completed") == 300);
        worker.kill();
        assertThat(ran).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void aJobAddedToAnIdleQueueReachesAWorker() throws InterruptedException {
        var worker = new NoopWorker(redis, queue, ran, -1);
        for (int i = 1; i <= 5; i++) {
            jobs.add(Jobs.tenant(), queue, 1);
            int expected = i;
            await().atMost(PATIENCE).until(() -> ran.size() == expected);
        }
        await().atMost(PATIENCE).until(() -> jobs.count(queue, "completed") == 5);
        worker.kill();
    }
}
