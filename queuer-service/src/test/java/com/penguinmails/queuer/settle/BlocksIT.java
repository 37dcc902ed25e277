package com.penguinmails.queuer.settle;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.NewJob;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.operate.LentJob;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@QueuerTest
@Import(LentJob.class)
class BlocksIT {

    private final Settlement settlement;
    private final Jobs jobs;
    private final String queue = Jobs.freshQueue();
    private final LentJob.Turns turns;
    private final TenantId tenant = Jobs.tenant();

    @Autowired
    BlocksIT(Settlement settlement, Jobs jobs, LentJob lent) {
        this.settlement = settlement;
        this.jobs = jobs;
        this.turns = lent.of(queue);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void quickJobsOfATenantAreLentTogetherAndCompletedByOneWord() {
        List<UUID> added = together(7, 3);
        List<Entry> blocks = lend();
        assertThat(blocks).extracting(block -> block.jobs().size()).containsExactlyInAnyOrder(3, 3, 1);
        assertThat(blocks).allMatch(block -> block.lease().isBlock());
        assertThat(jobs.count(queue, "migrated_to_redis")).isEqualTo(7);

        blocks.forEach(block -> turns.report(block.lease(), Outcome.DONE, null));
        turns.writeBack();

        assertThat(jobs.count(queue, "completed")).isEqualTo(7);
        assertThat(jobs.show(added.getFirst(), "attempt, crashes, worker_id, lease_token is null"))
                .isEqualTo("1|0|w.1|t");
        assertThat(strays()).isEmpty();
    }

    @Test
    void theBlocksWordCountsOnce() {
        together(2, 10);
        Result done = word(lend().getFirst().lease(), Outcome.DONE);
        assertThat(settlement.settle(List.of(done, done))).isEqualTo(2);
        assertThat(settlement.settle(List.of(done))).isZero();
        assertThat(jobs.count(queue, "completed")).isEqualTo(2);
        assertThat(strays()).isEmpty();
    }

    @Test
    void aWordOnOneOfThemTakesTheBlockApart() {
        together(3, 10);
        List<Lease> leases = lend().getFirst().jobs().stream().map(Entry::lease).toList();
        assertThat(settlement.settle(List.of(word(leases.get(0), Outcome.DONE), word(leases.get(1), Outcome.RETRY))))
                .isEqualTo(2);
        assertThat(jobs.show(leases.get(0).job(), "status")).isEqualTo("completed");
        assertThat(jobs.show(leases.get(1).job(), "status, attempt")).isEqualTo("queued|1");
        assertThat(jobs.show(leases.get(2).job(), "status, lease_token"))
                .as("the others stay lent out under the same token")
                .isEqualTo("migrated_to_redis|" + leases.get(2).token());

        assertThat(settlement.settle(List.of(word(leases.get(2).block(), Outcome.DONE))))
                .as("the word on the block is about what is left")
                .isEqualTo(1);
        assertThat(jobs.count(queue, "completed")).isEqualTo(2);
        assertThat(strays()).isEmpty();
    }

    @Test
    void aWordOnOneAndTheDeathOfItsWorkerMayComeTogether() {
        together(3, 10);
        List<Lease> leases = lend().getFirst().jobs().stream().map(Entry::lease).toList();
        settlement.settle(
                List.of(word(leases.getFirst().block(), Outcome.CRASHED), word(leases.getFirst(), Outcome.DONE)));
        assertThat(jobs.show(leases.get(0).job(), "status, crashes")).isEqualTo("completed|0");
        assertThat(jobs.show(leases.get(1).job(), "status, crashes")).isEqualTo("queued|1");
        assertThat(jobs.show(leases.get(2).job(), "status, crashes")).isEqualTo("queued|1");
        assertThat(strays()).isEmpty();
    }

    @Test
    void whoseWorkerDiedIsLentByItselfAndTwiceOverAlone() {
        together(2, 10);
        turns.report(lend().getFirst().lease(), Outcome.CRASHED, null);
        turns.writeBack();
        List<Entry> second = lend();
        assertThat(second)
                .hasSize(2)
                .noneMatch(entry -> entry.lease().isBlock())
                .noneMatch(Entry::alone);

        second.forEach(entry -> turns.report(entry.lease(), Outcome.CRASHED, null));
        turns.writeBack();
        Entry third = lend().getFirst();
        assertThat(third.alone()).isTrue();
        assertThat(turns.fetch()).as("the next suspect waits").isEmpty();
        turns.report(third.lease(), Outcome.DONE, null);
        assertThat(turns.fetch()).hasSize(1);
    }

    @Test
    void theLateWordOfAnEarlierBlockChangesNothing() {
        together(2, 10);
        Lease first = lend().getFirst().lease();
        settlement.release(List.of(first));
        assertThat(jobs.count(queue, "queued")).isEqualTo(2);
        Entry second = lend().getFirst();
        UUID job = second.jobs().getFirst().lease().job();
        assertThat(settlement.settle(List.of(word(first, Outcome.DONE)))).isZero();
        assertThat(settlement.settle(List.of(word(new Lease(tenant, job, first.token()), Outcome.DONE))))
                .isZero();
        assertThat(jobs.count(queue, "migrated_to_redis")).isEqualTo(2);
        assertThat(settlement.settle(List.of(word(second.lease(), Outcome.DONE))))
                .isEqualTo(2);
        assertThat(strays()).isEmpty();
    }

    @Test
    void groupsKindsAndKeysAreNotMixed() {
        UUID group = UUID.randomUUID();
        jobs.addTogether(tenant, queue, 2, 10, UnaryOperator.identity());
        jobs.addTogether(tenant, queue, 2, 10, job -> job.group(group));
        jobs.addTogether(tenant, queue, 1, 10, job -> job.uniqueKey("one"));
        jobs.addTogether(Jobs.tenant(), queue, 2, 10, UnaryOperator.identity());
        jobs.add(tenant, queue, 1);
        List<Entry> entries = lend();
        assertThat(entries.stream()
                        .filter(entry -> entry.lease().isBlock())
                        .map(block -> block.jobs().size()))
                .containsExactlyInAnyOrder(2, 2, 2);
        assertThat(entries.stream().filter(entry -> !entry.lease().isBlock())).hasSize(2);
        assertThat(entries).filteredOn(entry -> group.equals(entry.group())).hasSize(1);
    }

    @Test
    void largePayloadsAreNotPiledUp() {
        jobs.addTogether(
                tenant,
                queue,
                3,
                10,
                job -> new NewJob(job.kind(), "x".repeat(100_000), NewJob.NORMAL, null, null, null, null, 3));
        assertThat(lend()).extracting(block -> block.jobs().size()).containsExactly(1, 1, 1);
    }

    private List<UUID> together(int count, int together) {
        return jobs.addTogether(tenant, queue, count, together, UnaryOperator.identity());
    }

    /** In the order in which they were due. */
    private List<Entry> lend() {
        turns.dispatch();
        return turns.fetch().stream()
                .sorted(Comparator.comparing(
                        entry -> entry.jobs().getFirst().lease().job().toString()))
                .toList();
    }

    /** Jobs that are in no place or in several, and books that do not agree. */
    private List<String> strays() {
        return jobs.list("""
                select j.id || ' is in ' || count(p.id) || ' places'
                  from queue.jobs j
                  left join (select id from queue.job_ready union all select id from queue.job_held union all select id from queue.job_leases
                             union all select id from queue.job_finished) p on p.id = j.id
                 where j.queue = '%1$s' group by j.id having count(p.id) <> 1
                union all
                select 'booked ' || sum(enqueued - completed - failed - cancelled - uncertain) from queue.job_ledger where queue = '%1$s'
                having sum(enqueued - completed - failed - cancelled - uncertain)
                       <> (select count(*) from queue.job_states where queue = '%1$s' and status in ('queued', 'migrated_to_redis', 'running'))
                """.formatted(queue));
    }

    private static Result word(Lease lease, Outcome outcome) {
        return new Result(lease, outcome, null, Instant.EPOCH, "w.1", "so it ended");
    }
}
