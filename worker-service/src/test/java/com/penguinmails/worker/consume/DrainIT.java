package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.jobs.redis.Census;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.StartedWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

/** A worker that is told to stop. */
class DrainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakePlatform platform = FakePlatform.shared();
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final StartedWorker worker = new StartedWorker(
            Map.of("penguinmails.worker.consume.drain", "3s", "WORKER_KIND_LIMITS", "slow.kind=2"),
            List.of(),
            List.of());
    private final Dispatch dispatch = worker.dispatch("drain");

    @AfterEach
    void stop() {
        goOn.countDown();
        worker.close();
    }

    @Test
    void whatRunsEndsWhatWaitsGoesBackAndNobodyIsMissed() throws InterruptedException {
        var jobs = new ArrayList<Lease>();
        for (int n = 1; n <= 4; n++) {
            int inHand = n;
            jobs.addAll(dispatch.push(List.of(slow())));
            await().atMost(PATIENCE)
                    .until(() -> running.get() == Math.min(2, inHand)
                            && census().held().size() == inHand);
        }

        Thread stopping = Thread.ofVirtual().start(worker::stop);
        await().atMost(PATIENCE)
                .until(() ->
                        worker.context().getBean(ApplicationAvailability.class).getReadinessState()
                                == ReadinessState.REFUSING_TRAFFIC);
        await().atMost(PATIENCE).until(() -> census().waiting().size() == 2);
        assertThat(stopping.isAlive()).as("waits for what runs").isTrue();
        Lease late = dispatch.push(List.of(slow())).getFirst();
        goOn.countDown();
        stopping.join();

        Census left = census();
        assertThat(left.held()).isEmpty();
        assertThat(left.heartbeats())
                .as("it said goodbye, so nobody has to reap it")
                .isEmpty();
        assertThat(left.waiting()).containsExactlyInAnyOrder(jobs.get(2), jobs.get(3), late);
        for (Lease ended : jobs.subList(0, 2)) {
            assertThat(dispatch.resultsOf(ended))
                    .singleElement()
                    .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.DONE));
        }
        assertThat(running).hasValue(2);
    }

    @Test
    void whatRunsTooLongForAStopIsNoCrash() {
        Lease endless = dispatch.push(List.of(slow())).getFirst();
        await().atMost(PATIENCE).until(() -> running.get() == 1);

        worker.stop();

        assertThat(dispatch.resultsOf(endless)).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.SNOOZE);
            assertThat(result.reason()).contains("stopped while it ran");
        });
        assertThat(census().held()).isEmpty();
        assertThat(census().heartbeats()).isEmpty();
    }

    private Census census() {
        return dispatch.redis().census().orElseThrow();
    }

    private Entry slow() {
        UUID job = UUID.randomUUID();
        platform.handle(job, delivery -> {
            running.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new JobReport(delivery.id(), Next.DONE, null, null);
        });
        return Dispatch.patient(Dispatch.entry(new TenantId(UUID.randomUUID()), job, "slow.kind", "campaign", "{}"));
    }
}
