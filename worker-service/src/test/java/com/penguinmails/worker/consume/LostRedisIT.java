package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.jobs.redis.Census;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.TestRedis;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.WorkerTest;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Redis forgets a queue while the worker has its jobs in hand. */
@WorkerTest
class LostRedisIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of every queue that says nothing else. */
    private static final int CONCURRENCY = 32;

    private final FakePlatform platform = FakePlatform.shared();
    private final String queue = "lost-" + UUID.randomUUID();
    private final Dispatch dispatch;

    @Autowired
    LostRedisIT(QueueConnections connections) {
        this.dispatch = new Dispatch(connections, queue);
    }

    @Test
    void whatIsInHandIsRegisteredAgainFinishedAndReportedWithWhatWasReportedLately() throws InterruptedException {
        var goOn = new CountDownLatch(1);
        var calls = new AtomicInteger();
        List<Lease> before = dispatch.push(entries(5, new CountDownLatch(0), new AtomicInteger()));
        await().atMost(PATIENCE)
                .until(() -> dispatch.redis().readAcks(10).results().size() == 5);
        List<Lease> inHand = dispatch.push(entries(5, goOn, calls));
        await().atMost(PATIENCE).until(() -> calls.get() == 5);

        forget();
        String epoch = dispatch.redis().openEpoch(UUID.randomUUID());
        await().atMost(PATIENCE).untilAsserted(() -> {
            Census census = dispatch.redis().census().orElseThrow();
            assertThat(census.epoch()).isEqualTo(epoch);
            assertThat(census.held()).containsExactlyInAnyOrderElementsOf(inHand);
            assertThat(census.held()).containsExactlyInAnyOrderElementsOf(inHand);
        });
        goOn.countDown();

        for (Lease lease : inHand) {
            assertThat(dispatch.await(lease).outcome()).isEqualTo(Outcome.DONE);
        }
        for (Lease lease : before) {
            assertThat(dispatch.await(lease).outcome())
                    .as("a result that was not written back yet was sent again")
                    .isEqualTo(Outcome.DONE);
        }
        assertThat(calls).as("nothing ran twice").hasValue(5);
        Lease after = dispatch.push(entries(1, goOn, calls)).getFirst();
        assertThat(dispatch.await(after).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aWorkerWithoutAFreeHandRegistersToo() {
        var goOn = new CountDownLatch(1);
        var calls = new AtomicInteger();
        List<Lease> inHand = dispatch.push(entries(CONCURRENCY, goOn, calls));
        await().atMost(PATIENCE).until(() -> calls.get() == CONCURRENCY);

        forget();
        dispatch.redis().openEpoch(UUID.randomUUID());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(dispatch.redis().census().orElseThrow().held())
                                .containsExactlyInAnyOrderElementsOf(inHand));
        goOn.countDown();

        for (Lease lease : inHand) {
            assertThat(dispatch.await(lease).outcome()).isEqualTo(Outcome.DONE);
        }
        assertThat(calls).as("nothing ran twice").hasValue(CONCURRENCY);
    }

    /** All in one delivery would wait for each other, so each has a call of its own. */
    private List<Entry> entries(int count, CountDownLatch goOn, AtomicInteger calls) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) {
            UUID job = UUID.randomUUID();
            platform.handle(job, delivery -> {
                calls.incrementAndGet();
                try {
                    goOn.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return new JobReport(delivery.id(), Next.DONE, null, null);
            });
            entries.add(Dispatch.patient(
                    Dispatch.entry(new TenantId(UUID.randomUUID()), job, "wait." + i, "campaign", "{}")));
        }
        return entries;
    }

    private void forget() {
        RedisClient client = RedisClient.create(TestRedis.sharedUrl());
        try (var connection = client.connect()) {
            connection
                    .sync()
                    .del(connection.sync().keys("queue:{" + queue + "}*").toArray(String[]::new));
        } finally {
            client.shutdown();
        }
    }
}
