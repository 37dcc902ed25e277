package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobDelivery;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Jobs that other services own: whatever they do, each ends in a report. */
@WorkerTest
class RemoteJobsIT {

    private final FakePlatform platform = FakePlatform.shared();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final Dispatch dispatch;

    @Autowired
    RemoteJobsIT(QueueConnections connections) {
        this.dispatch = new Dispatch(connections, "remote-" + UUID.randomUUID());
    }

    @Test
    void theOwnersReportIsPassedOn() {
        Instant later = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(run(delivery -> new JobReport(delivery.id(), Next.DONE, null, null))
                        .outcome())
                .isEqualTo(Outcome.DONE);
        Result retried = run(delivery -> new JobReport(delivery.id(), Next.RETRY, later, "because"));
        assertThat(retried.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(retried.runAt()).isEqualTo(later);
        assertThat(retried.reason()).isEqualTo("because");
        assertThat(run(delivery -> new JobReport(delivery.id(), Next.SNOOZE, later, "later"))
                        .outcome())
                .isEqualTo(Outcome.SNOOZE);
        assertThat(run(delivery -> new JobReport(delivery.id(), Next.DISCARD, null, "never"))
                        .outcome())
                .isEqualTo(Outcome.DISCARD);
    }

    @Test
    void aMissingReportMeansTryAgain() {
        Result result = run(delivery -> null);
        assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(result.reason()).contains("no report");
    }

    @Test
    void anOwnerThatHangsIsLeftAfterItsTime() {
        var forever = new CountDownLatch(1);
        Result result = run(delivery -> {
            try {
                forever.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(result.reason()).contains("longer than 2 s");
        forever.countDown();
    }

    @Test
    void anOwnerThatIsAwayCostsNoAttempt() {
        Result result = dispatch.await(dispatch.push(tenant, "event.test.v1", "analytics", "{}"));
        assertThat(result.outcome()).isEqualTo(Outcome.SNOOZE);
        assertThat(result.runAt()).isNotNull();
        assertThat(result.reason()).contains("service-unavailable");
    }

    @Test
    void whatNobodyCarriesOutIsSetAside() {
        assertThat(dispatch.await(dispatch.push(tenant, "no.such.kind", "worker", "{}"))
                        .outcome())
                .isEqualTo(Outcome.DISCARD);
        assertThat(dispatch.await(dispatch.push(tenant, "any.kind", "no-such-service", "{}"))
                        .outcome())
                .isEqualTo(Outcome.DISCARD);
    }

    @Test
    void jobsOfManyTenantsAreDeliveredTogether() {
        List<Entry> entries = IntStream.range(0, 300)
                .mapToObj(n -> {
                    UUID job = UUID.randomUUID();
                    platform.handle(job, delivery -> new JobReport(delivery.id(), Next.DONE, null, null));
                    return Dispatch.entry(new TenantId(UUID.randomUUID()), job, "campaign.plan", "campaign", "{}");
                })
                .toList();
        long before = deliveries();
        for (Lease lease : dispatch.push(entries)) {
            assertThat(dispatch.await(lease).outcome()).isEqualTo(Outcome.DONE);
        }
        assertThat(deliveries() - before).isLessThan(150);
    }

    private long deliveries() {
        return platform.calls().stream()
                .filter("/internal/jobs/campaign.plan null"::equals)
                .count();
    }

    private Result run(Function<JobDelivery, @Nullable JobReport> owner) {
        UUID job = UUID.randomUUID();
        platform.handle(job, owner);
        return dispatch.await(dispatch.push(List.of(Dispatch.entry(tenant, job, "campaign.plan", "campaign", "{}")))
                .getFirst());
    }
}
