package com.penguinmails.worker.handling;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.WorkerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Among jobs that were brought together only those are charged that break their service alone, too. */
@WorkerTest
class SuspectsIT {

    enum Crime {
        ERROR,
        DEATH,
        SILENCE
    }

    private final FakePlatform platform = FakePlatform.shared();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final String kind = "suspect." + UUID.randomUUID();
    private final Dispatch dispatch;
    private final Map<UUID, Integer> visits = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Autowired
    SuspectsIT(QueueConnections connections) {
        this.dispatch = new Dispatch(connections, "suspects-" + UUID.randomUUID());
    }

    @AfterEach
    void end() {
        end.countDown();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheGuiltyIsCharged(Crime crime) {
        List<Function<JobDelivery, @Nullable JobReport>> jobs = new ArrayList<>();
        IntStream.range(0, 4).forEach(n -> jobs.add(this::innocent));
        jobs.add(delivery -> commit(crime));
        IntStream.range(0, 4).forEach(n -> jobs.add(this::innocent));

        List<Lease> leases = push(jobs);
        List<Result> results = leases.stream().map(dispatch::await).toList();

        assertThat(visits.get(leases.getFirst().job()))
                .as("the first was brought with the guilty and then alone")
                .isEqualTo(2);
        assertThat(results.get(4).outcome()).isEqualTo(Outcome.RETRY);
        assertThat(results.get(4).reason())
                .contains(crime == Crime.SILENCE ? "its handler took longer than 2 s" : "service-failed");
        results.stream()
                .filter(result -> !result.lease().equals(leases.get(4)))
                .forEach(result -> assertThat(result.outcome()).isEqualTo(Outcome.DONE));
    }

    @Test
    void aServiceThatFailsWhoeverComesChargesNotAllOfThem() {
        List<Function<JobDelivery, @Nullable JobReport>> jobs = new ArrayList<>();
        IntStream.range(0, 9).forEach(n -> jobs.add(delivery -> commit(Crime.ERROR)));

        List<Result> results = push(jobs).stream().map(dispatch::await).toList();

        assertThat(results.stream().map(Result::outcome)).startsWith(Outcome.RETRY, Outcome.RETRY, Outcome.RETRY);
        assertThat(results.subList(3, 9)).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.SNOOZE);
            assertThat(result.runAt()).isNotNull();
        });
    }

    private List<Lease> push(List<Function<JobDelivery, @Nullable JobReport>> jobs) {
        return dispatch.push(jobs.stream()
                .map(job -> {
                    UUID id = UUID.randomUUID();
                    platform.handle(id, job);
                    return Dispatch.entry(tenant, id, kind, "campaign", "{}");
                })
                .toList());
    }

    private JobReport innocent(JobDelivery delivery) {
        visits.merge(delivery.id(), 1, Integer::sum);
        return new JobReport(delivery.id(), Next.DONE, null, null);
    }

    private @Nullable JobReport commit(Crime crime) {
        switch (crime) {
            case ERROR -> throw new FakePlatform.Erring(500);
            case DEATH -> throw new IllegalStateException("the connection ends here");
            case SILENCE -> {
                try {
                    var _ = end.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return null;
            }
        }
        return null;
    }
}
