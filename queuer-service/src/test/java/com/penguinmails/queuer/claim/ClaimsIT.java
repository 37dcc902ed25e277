package com.penguinmails.queuer.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.NewJob;
import com.penguinmails.jobs.redis.Band;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QueuerTest
class ClaimsIT {

    private final Claims claims;
    private final Jobs jobs;
    private final String queue = Jobs.freshQueue();

    @Autowired
    ClaimsIT(Claims claims, Jobs jobs) {
        this.claims = claims;
        this.jobs = jobs;
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void aTenantWithManyJobsDoesNotKeepOthersWaiting() {
        TenantId big = Jobs.tenant();
        jobs.add(big, queue, 1_000);
        List<TenantId> small = List.of(Jobs.tenant(), Jobs.tenant(), Jobs.tenant());
        small.forEach(tenant -> jobs.add(tenant, queue, 10));

        List<Claimed> claimed = claims.claim(queue, Band.NORMAL, 100);

        Map<TenantId, Long> share = claimed.stream()
                .collect(Collectors.groupingBy(job -> job.entry().lease().tenant(), Collectors.counting()));
        small.forEach(tenant -> assertThat(share).containsEntry(tenant, 10L));
        assertThat(share).as("what others leave is not wasted").containsEntry(big, 70L);
        assertThat(claimed.subList(0, 40).stream()
                        .map(job -> job.entry().lease().tenant()))
                .as("they take turns in the list, too")
                .filteredOn(big::equals)
                .hasSize(10);
    }

    @Test
    void whenThereIsLittleRoomTenantsAreServedInTurn() {
        List<TenantId> tenants = List.of(Jobs.tenant(), Jobs.tenant(), Jobs.tenant(), Jobs.tenant());
        tenants.forEach(tenant -> jobs.add(tenant, queue, 5));
        var served = new ArrayList<TenantId>();
        for (int i = 0; i < 8; i++) {
            claims.claim(queue, Band.NORMAL, 1)
                    .forEach(job -> served.add(job.entry().lease().tenant()));
        }
        assertThat(served.subList(0, 4)).containsExactlyInAnyOrderElementsOf(tenants);
        assertThat(served.subList(4, 8)).containsExactlyElementsOf(served.subList(0, 4));
    }

    @Test
    void severalQueuersNeverClaimTheSameJob() throws Exception {
        for (int i = 0; i < 5; i++) {
            jobs.add(Jobs.tenant(), queue, 400);
        }
        var claimed = new ArrayList<UUID>();
        try (var queuers = Executors.newVirtualThreadPerTaskExecutor()) {
            var turns = new ArrayList<Future<List<Claimed>>>();
            for (int i = 0; i < 60; i++) {
                turns.add(queuers.submit(() -> claims.claim(queue, Band.NORMAL, 50)));
            }
            for (Future<List<Claimed>> turn : turns) {
                turn.get().forEach(job -> claimed.add(job.entry().lease().job()));
            }
        }
        while (jobs.count(queue, "queued") > 0) {
            claims.claim(queue, Band.NORMAL, 500)
                    .forEach(job -> claimed.add(job.entry().lease().job()));
        }
        assertThat(claimed).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void aClaimLeasesTheJobAndSpendsAnAttempt() {
        UUID job = jobs.add(Jobs.tenant(), queue, 1).getFirst();
        Claimed claimed = claims.claim(queue, Band.NORMAL, 10).getFirst();
        assertThat(claimed.entry().attempt()).isEqualTo(1);
        assertThat(jobs.show(job, "status, attempt, lease_token, lease_until > now() + interval '50 s'"))
                .isEqualTo("migrated_to_redis|1|" + claimed.entry().lease().token() + "|t");
        assertThat(claims.claim(queue, Band.NORMAL, 10)).isEmpty();
    }

    @Test
    void aJobForLaterWaitsAndBandsAreKeptApart() {
        TenantId tenant = Jobs.tenant();
        jobs.add(tenant, queue, 1, job -> job.runAt(Instant.parse("2100-01-01T00:00:00Z")));
        jobs.add(tenant, queue, 1, job -> job.priority(NewJob.HIGH));
        jobs.add(tenant, queue, 1, job -> job.priority(NewJob.LOW));
        assertThat(claims.claim(queue, Band.NORMAL, 10)).isEmpty();
        assertThat(claims.claim(queue, Band.HIGH, 10)).hasSize(1);
        assertThat(claims.claim(queue, Band.LOW, 10)).hasSize(1);
    }

    @Test
    void lowJobsThatWaitedLongRideInTheNormalListAndNeverInTheHighOne() {
        Duration short_ = Duration.ofSeconds(59);
        Duration long_ = Duration.ofHours(1);
        assertThat(Claimed.rideIn(Band.LOW, short_)).isEqualTo(Band.LOW);
        assertThat(Claimed.rideIn(Band.LOW, long_)).isEqualTo(Band.NORMAL);
        assertThat(Claimed.rideIn(Band.NORMAL, long_)).isEqualTo(Band.NORMAL);

        TenantId tenant = Jobs.tenant();
        UUID job = jobs.add(tenant, queue, 1, low -> low.priority(NewJob.LOW)).getFirst();
        jobs.sql("update queue.jobs set run_at = now() - interval '2 minutes' where id = '" + job + "'");
        assertThat(claims.claim(queue, Band.LOW, 10).getFirst().entry().band()).isEqualTo(Band.NORMAL);
    }
}
