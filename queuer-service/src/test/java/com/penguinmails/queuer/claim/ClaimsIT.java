package com.penguinmails.queuer.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.NewJob;
import com.penguinmails.jobs.redis.Band;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.control.Controls;
import com.penguinmails.queuer.sweep.Sweeps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QueuerTest
class ClaimsIT {

    private final Claims claims;
    private final Controls controls;
    private final Jobs jobs;
    private final Sweeps sweeps = new Sweeps();
    private final String queue = Jobs.freshQueue();
    private final AtomicLong nanos = new AtomicLong();
    private final Rounds rounds = new Rounds(queue, sweeps, nanos::get);

    @Autowired
    ClaimsIT(Claims claims, Controls controls, Jobs jobs) {
        this.claims = claims;
        this.controls = controls;
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

        List<Claimed> claimed = claim(Band.NORMAL, 100);

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
            claim(Band.NORMAL, 1).forEach(job -> served.add(job.entry().lease().tenant()));
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
                turns.add(queuers.submit(() -> claim(Band.NORMAL, 50, new Rounds(queue, sweeps, System::nanoTime))));
            }
            for (Future<List<Claimed>> turn : turns) {
                turn.get().forEach(job -> claimed.add(job.entry().lease().job()));
            }
        }
        while (jobs.count(queue, "queued") > 0) {
            claim(Band.NORMAL, 500)
                    .forEach(job -> claimed.add(job.entry().lease().job()));
        }
        assertThat(claimed).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void aClaimLeasesTheJobAndSpendsAnAttempt() {
        UUID job = jobs.add(Jobs.tenant(), queue, 1).getFirst();
        Claimed claimed = claim(Band.NORMAL, 10).getFirst();
        assertThat(claimed.entry().attempt()).isEqualTo(1);
        assertThat(jobs.show(job, "status, attempt, lease_token, lease_until > now() + interval '50 s'"))
                .isEqualTo("migrated_to_redis|1|" + claimed.entry().lease().token() + "|t");
        assertThat(claim(Band.NORMAL, 10)).isEmpty();
    }

    @Test
    void aJobForLaterWaitsAndBandsAreKeptApart() {
        TenantId tenant = Jobs.tenant();
        jobs.add(tenant, queue, 1, job -> job.runAt(Instant.parse("2100-01-01T00:00:00Z")));
        jobs.add(tenant, queue, 1, job -> job.priority(NewJob.HIGH));
        jobs.add(tenant, queue, 1, job -> job.priority(NewJob.LOW));
        assertThat(claim(Band.NORMAL, 10)).isEmpty();
        assertThat(claim(Band.HIGH, 10)).hasSize(1);
        assertThat(claim(Band.LOW, 10)).hasSize(1);
    }

    @Test
    void lowJobsThatWaitedLongRideInTheNormalListAndNeverInTheHighOne() {
        Duration short_ = Duration.ofSeconds(59);
        Duration long_ = Duration.ofHours(1);
        assertThat(Claimed.rideIn(Band.LOW, short_)).isEqualTo(Band.LOW);
        assertThat(Claimed.rideIn(Band.LOW, long_)).isEqualTo(Band.NORMAL);
        assertThat(Claimed.rideIn(Band.NORMAL, long_)).isEqualTo(Band.NORMAL);

        TenantId tenant = Jobs.tenant();
        jobs.add(tenant, queue, 1, low -> low.priority(NewJob.LOW));
        jobs.makeDue(queue, Duration.ofMinutes(2));
        assertThat(claim(Band.LOW, 10).getFirst().entry().band()).isEqualTo(Band.NORMAL);
    }

    @Test
    void aClaimGoesOnWhereTheLastOneEndedAndASweepFindsWhatCameToLieBehind() {
        TenantId tenant = Jobs.tenant();
        jobs.add(tenant, queue, 6);
        jobs.makeDue(queue, Duration.ofMinutes(5));
        assertThat(claim(Band.NORMAL, 2)).hasSize(2);
        UUID late = jobs.add(tenant, queue, 1).getFirst();
        jobs.sql("update queue.job_ready set run_at = now() - interval '10 minutes' where id = '" + late + "'");

        assertThat(claim(Band.NORMAL, 2)).hasSize(2).noneMatch(isJob(late));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(claim(Band.NORMAL, 1)).hasSize(1).allMatch(isJob(late));
    }

    @Test
    void aClaimNearTheNewestJobsReadsALittleWayBackUnlessThereIsMoreThanRoomFor() {
        TenantId tenant = Jobs.tenant();
        jobs.add(tenant, queue, 3);
        assertThat(claim(Band.NORMAL, 2)).hasSize(2);
        UUID overtaken = overtaken(tenant);
        assertThat(claim(Band.NORMAL, 1)).as("the last claim was full").noneMatch(isJob(overtaken));
        assertThat(claim(Band.NORMAL, 5)).as("so was this one").isEmpty();
        assertThat(claim(Band.NORMAL, 5)).allMatch(isJob(overtaken)).hasSize(1);

        jobs.add(tenant, queue, 1);
        assertThat(claim(Band.NORMAL, 5)).hasSize(1);
        UUID another = overtaken(tenant);
        UUID next = jobs.add(tenant, queue, 1).getFirst();
        assertThat(claim(Band.NORMAL, 5)).hasSize(2).anyMatch(isJob(another)).anyMatch(isJob(next));
    }

    /** A job that was committed after later ones. */
    private UUID overtaken(TenantId tenant) {
        UUID job = jobs.add(tenant, queue, 1).getFirst();
        jobs.sql("update queue.job_ready set run_at = now() - interval '1 second' where id = '" + job + "'");
        return job;
    }

    @Test
    void aSweepComesAtOnceWhenJobsWerePutBack() {
        TenantId tenant = Jobs.tenant();
        jobs.add(tenant, queue, 6);
        jobs.makeDue(queue, Duration.ofMinutes(5));
        assertThat(claim(Band.NORMAL, 2)).hasSize(2);
        UUID back = jobs.add(tenant, queue, 1).getFirst();
        jobs.sql("update queue.job_ready set run_at = now() - interval '10 minutes' where id = '" + back + "'");
        sweeps.request(queue);
        assertThat(claim(Band.NORMAL, 1)).hasSize(1).allMatch(isJob(back));
    }

    @Test
    void whatLiesBehindIsFoundWithoutASweepOnceNothingElseIsDue() {
        TenantId tenant = Jobs.tenant();
        jobs.add(tenant, queue, 2);
        jobs.makeDue(queue, Duration.ofMinutes(5));
        assertThat(claim(Band.NORMAL, 2)).hasSize(2);
        UUID late = jobs.add(tenant, queue, 1).getFirst();
        jobs.makeDue(queue, Duration.ofMinutes(10));
        assertThat(claim(Band.NORMAL, 2)).isEmpty();
        assertThat(claim(Band.NORMAL, 2)).hasSize(1).allMatch(isJob(late));
    }

    @Test
    void aTenantIsServedByItsWeightAndNotAtAllWhilePaused() {
        TenantId heavy = Jobs.tenant();
        TenantId light = Jobs.tenant();
        TenantId paused = Jobs.tenant();
        for (TenantId tenant : List.of(heavy, light, paused)) {
            jobs.add(tenant, queue, 100);
        }
        jobs.sql("insert into queue.tenant_settings (tenant_id, weight) values ('" + heavy + "', 4)");
        jobs.sql("insert into queue.tenant_settings (tenant_id, paused_at) values ('" + paused + "', now())");
        controls.changed();

        Map<TenantId, Long> share = claim(Band.NORMAL, 50).stream()
                .collect(Collectors.groupingBy(job -> job.entry().lease().tenant(), Collectors.counting()));
        assertThat(share).containsExactlyInAnyOrderEntriesOf(Map.of(heavy, 40L, light, 10L));
    }

    @Test
    void aPausedQueueIsLeftAlone() {
        jobs.add(Jobs.tenant(), queue, 1);
        jobs.sql("insert into queue.queue_settings (queue, paused_at) values ('" + queue + "', now())");
        controls.changed();
        assertThat(claim(Band.NORMAL, 10)).isEmpty();
        jobs.sql("update queue.queue_settings set paused_at = null where queue = '" + queue + "'");
        controls.changed();
        assertThat(claim(Band.NORMAL, 10)).hasSize(1);
    }

    @Test
    void aJobWhoseDeadlineHasPassedFailsInsteadOfBeginning() {
        UUID job = jobs.add(
                        Jobs.tenant(),
                        queue,
                        1,
                        late -> late.deadline(Instant.parse("2020-01-01T00:00:00Z"))
                                .uniqueKey("k"))
                .getFirst();
        assertThat(claim(Band.NORMAL, 10)).isEmpty();
        assertThat(jobs.show(job, "status, attempt, last_error"))
                .isEqualTo("failed|0|its deadline passed before it began");
        assertThat(jobs.list("select unique_key from queue.job_unique where job_id = '" + job + "'"))
                .isEmpty();
    }

    private static Predicate<Claimed> isJob(UUID id) {
        return claimed -> claimed.entry().lease().job().equals(id);
    }

    private List<Claimed> claim(Band band, int room) {
        return claim(band, room, rounds);
    }

    private List<Claimed> claim(Band band, int room, Rounds own) {
        List<UUID> due = claims.due(queue, Map.of(band, room), own).getOrDefault(band, List.of());
        return claims.claim(queue, band, room, due, own).jobs();
    }
}
