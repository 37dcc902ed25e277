package com.penguinmails.queuer.operate.jobs;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import com.penguinmails.queuer.operate.listing.JobRecords;
import com.penguinmails.queuer.operate.listing.JobView;
import com.penguinmails.queuer.pace.Pace;
import com.penguinmails.queuer.settle.Blocks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cancels a job. One that waits ends at once. One that is lent out is marked: it is not begun if it still lies in Redis, and not begun again
 * if it comes back; what has begun goes on, since nobody can stop it safely, and counts if it succeeds.
 */
@Component
class Cancellation {

    /** A job on its way from one table to the next can be missed once, hardly twice. */
    private static final int LOOKS = 3;

    private static final String END_WAITING = """
            with unready as (
              delete from job_ready where tenant_id = :tenant and id = :id returning tenant_id, id, queue, attempt, crashes
            ), unheld as (
              delete from job_held where tenant_id = :tenant and id = :id returning tenant_id, id, queue, attempt, crashes
            ), ended as (
              select e.*, j.kind, j.unique_key
                from (select * from unready union all select * from unheld) e
                join jobs j on j.tenant_id = e.tenant_id and j.id = e.id
            ), finished as (
              insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, last_error)
              select tenant_id, id, queue, kind, 'cancelled', attempt, crashes, 'cancelled by an operator' from ended
            ), freed as (
              delete from job_unique u using ended e
               where e.unique_key is not null and u.tenant_id = e.tenant_id and u.kind = e.kind and u.unique_key = e.unique_key and u.job_id = e.id
            ), booked as (
              insert into job_ledger (tenant_id, queue, cancelled) select tenant_id, queue, count(*) from ended group by 1, 2
            )
            select queue from ended
            """;

    private static final String MARK_LEASED = """
            update job_leased set cancel_asked_at = coalesce(cancel_asked_at, now()) where tenant_id = :tenant and id = :id returning queue
            """;

    private static final String BLOCK = "select token from job_blocks where tenant_id = :tenant and :id = any (ids)";

    private final JdbcClient jdbc;
    private final Blocks blocks;
    private final JobRecords records;
    private final ActBook book;
    private final Pace pace;
    private final JobEffects effects;

    Cancellation(JdbcClient jdbc, Blocks blocks, JobRecords records, ActBook book, Pace pace, JobEffects effects) {
        this.jdbc = jdbc;
        this.blocks = blocks;
        this.records = records;
        this.book = book;
        this.pace = pace;
        this.effects = effects;
    }

    /** Returns the job as it is now: {@code cancelled}, or lent out with {@code cancelAskedAt}. May be repeated as long as it is lent out. */
    @Transactional
    public JobView cancel(UUID operator, UUID job, @Nullable UUID tenant, String reason) {
        JobView before = records.view(job, tenant, true);
        for (int look = 0; look < LOOKS; look++) {
            if (ended(before) || marked(before)) {
                JobView after = records.view(job, before.tenantId(), true);
                book.write(new Act(
                        ActKind.CANCEL_JOB,
                        operator,
                        Target.job(job),
                        reason,
                        Map.of("status", before.status()),
                        Map.of("status", after.status(), "cancelAsked", after.cancelAskedAt() != null)));
                return after;
            }
            JobView now = records.view(job, before.tenantId(), true);
            if (now.isFinished()) {
                throw Refusal.conflict(
                        "job-finished", "The job is " + now.status() + " already; there is nothing left to cancel.");
            }
        }
        throw Refusal.conflict(
                "changed-meanwhile", "The job changed its place while it was to be cancelled; try again.");
    }

    private boolean ended(JobView job) {
        Optional<String> queue = change(END_WAITING, job);
        queue.ifPresent(name -> pace.count(name, job.kind(), "cancelled", 1));
        return queue.isPresent();
    }

    private boolean marked(JobView job) {
        jdbc.sql(BLOCK)
                .param("tenant", job.tenantId())
                .param("id", job.id())
                .query(UUID.class)
                .optional()
                .ifPresent(token -> blocks.takeApart(List.of(Lease.ofBlock(new TenantId(job.tenantId()), token))));
        Optional<String> queue = change(MARK_LEASED, job);
        queue.ifPresent(effects::stopped);
        return queue.isPresent();
    }

    private Optional<String> change(String sql, JobView job) {
        return jdbc.sql(sql)
                .param("tenant", job.tenantId())
                .param("id", job.id())
                .query(String.class)
                .optional();
    }
}
