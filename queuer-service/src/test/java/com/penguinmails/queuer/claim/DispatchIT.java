package com.penguinmails.queuer.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerProperties;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import com.penguinmails.queuer.sweep.Sweeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Turns of one queuer that overlap. */
@QueuerTest
class DispatchIT {

    private final Claims claims;
    private final Settlement settlement;
    private final DispatchMetrics metrics;
    private final Jobs jobs;
    private final Sweeps sweeps = new Sweeps();
    private final String queue = Jobs.freshQueue();
    private final Rounds rounds = new Rounds(queue, sweeps, System::nanoTime);
    private final DispatchSide redis;
    private final QueueEpoch epoch;
    private final TenantId tenant = Jobs.tenant();

    @Autowired
    DispatchIT(
            Claims claims,
            Settlement settlement,
            DispatchMetrics metrics,
            Jobs jobs,
            QueueConnections connections,
            Ids ids) {
        this.claims = claims;
        this.settlement = settlement;
        this.metrics = metrics;
        this.jobs = jobs;
        this.redis = connections.dispatch(queue);
        this.epoch = new QueueEpoch(redis, ids);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void aClaimGoesOnWhereTheOneBeforeStandsThoughThatIsNotCommitted() {
        List<UUID> inOrder = jobs.add(tenant, queue, 30);
        var second = new ArrayList<Claimed>();
        Claim first = claim(10, () -> second.addAll(inAnotherThread(10).jobs()));
        assertThat(ids(first.jobs())).isEqualTo(inOrder.subList(0, 10));
        assertThat(ids(second)).isEqualTo(inOrder.subList(10, 20));
        assertThat(jobs.count(queue, "migrated_to_redis")).isEqualTo(20);
    }

    @Test
    void aClaimDoesNotWaitLongForAnother() {
        jobs.add(tenant, queue, 30);
        rounds.lock().lock();
        try {
            Claim claim = inAnotherThread(10);
            assertThat(claim.jobs()).isEmpty();
            assertThat(claim.more()).as("it asks again").isTrue();
        } finally {
            rounds.lock().unlock();
        }
        assertThat(jobs.count(queue, "queued")).isEqualTo(30);
        assertThat(claim(10, () -> {}).jobs()).hasSize(10);
    }

    @ParameterizedTest(name = "lists of {0}, claims of 30: {1} are handed out")
    @CsvSource({"70, 60", "61, 60", "60, 30"})
    void turnsOverlapWhileLessThanHalfOfTheListIsSpokenFor(int maxDepth, long handedOut) {
        jobs.add(tenant, queue, 90);
        var overlapped = new AtomicBoolean();
        var dispatcher = new AtomicReference<Dispatcher>();
        dispatcher.set(dispatcher(maxDepth, 30, () -> {
            if (!overlapped.getAndSet(true)) {
                CompletableFuture.supplyAsync(() -> dispatcher.get().take(), Thread::startVirtualThread)
                        .join();
            }
        }));
        dispatcher.get().take();
        assertThat(overlapped).isTrue();
        assertThat(redis.depths()).containsEntry(Band.NORMAL, handedOut);
        assertThat(jobs.count(queue, "migrated_to_redis"))
                .as("nothing was leased that found no room")
                .isEqualTo(handedOut);
    }

    @Test
    void twoLoopsHandOutEverythingOnce() {
        List<UUID> all = jobs.add(tenant, queue, 500);
        try (var dispatch = new Dispatch(queue, onMore -> dispatcher(1_000, 20, onMore))) {
            dispatch.wake();
            await().until(() ->
                    jobs.count(queue, "queued") == 0 && redis.depths().containsValue(500L));
        }
        assertThat(jobs.count(queue, "migrated_to_redis")).isEqualTo(all.size());
    }

    private Dispatcher dispatcher(int maxDepth, int claimBatch, Runnable onMore) {
        var few = new QueuerProperties(
                maxDepth, claimBatch, Duration.ofSeconds(12), Duration.ofSeconds(3), Duration.ofDays(14));
        return new Dispatcher(redis, epoch, rounds, claims, settlement, few, metrics, onMore);
    }

    private Claim inAnotherThread(int room) {
        return CompletableFuture.supplyAsync(() -> claim(room, () -> {}), Thread::startVirtualThread)
                .join();
    }

    private Claim claim(int room, Runnable onMore) {
        return claims.claim(queue, Band.NORMAL, room, List.of(tenant.value()), rounds, onMore);
    }

    private static List<UUID> ids(List<Claimed> claimed) {
        return claimed.stream().map(job -> job.entry().lease().job()).toList();
    }
}
