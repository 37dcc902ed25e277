package com.penguinmails.queuer.operate.jobs;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import com.penguinmails.queuer.operate.listing.JobRecords;
import com.penguinmails.queuer.operate.listing.JobView;
import com.penguinmails.queuer.operate.queues.QueueName;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves a waiting job to another queue, or gives it another priority. The only thing that ever changes a job's description; both of its places
 * change in one transaction, and the books of both queues.
 */
@Component
class Move {

    private static final String MOVE = """
            with moved as (
              update jobs set queue = :queue, priority = :priority where tenant_id = :tenant and id = :id
              returning tenant_id, id, queue, band
            ), ready as (
              update job_ready r set queue = m.queue, band = m.band from moved m where r.tenant_id = m.tenant_id and r.id = m.id
            )
            update job_held h set queue = m.queue, band = m.band from moved m where h.tenant_id = m.tenant_id and h.id = m.id
            """;

    private final JdbcClient jdbc;
    private final JobRecords records;
    private final QueueName names;
    private final ActBook book;
    private final JobEffects effects;

    Move(JdbcClient jdbc, JobRecords records, QueueName names, ActBook book, JobEffects effects) {
        this.jdbc = jdbc;
        this.records = records;
        this.names = names;
        this.book = book;
        this.effects = effects;
    }

    /**
     * Moves it.
     *
     * @param queue null for where it is
     * @param priority 0 to 1000; null for the one it has
     */
    @Transactional
    public JobView move(
            UUID operator,
            UUID job,
            @Nullable UUID tenant,
            @Nullable String queue,
            @Nullable Integer priority,
            @Nullable String reason) {
        if (queue == null && priority == null) {
            throw Refusal.invalid("queue", "name a queue, a priority, or both");
        }
        JobView before = records.view(job, tenant, true);
        String target = queue == null ? before.queue() : names.known(queue);
        if (!isLockedWaiting(before)) {
            throw Refusal.conflict(
                    "job-not-waiting",
                    "The job is " + records.view(job, before.tenantId(), true).status()
                            + "; only one that waits in PostgreSQL can be moved. Drain its queue to take it back from Redis.");
        }
        jdbc.sql(MOVE)
                .param("queue", target)
                .param("priority", priority == null ? before.priority() : priority)
                .param("tenant", before.tenantId())
                .param("id", job)
                .update();
        if (!target.equals(before.queue())) {
            book(before.tenantId(), before.queue(), target);
        }
        JobView after = records.view(job, before.tenantId(), true);
        book.write(new Act(ActKind.MOVE_JOB, operator, Target.job(job), reason, json(before), json(after)));
        effects.readyAgain(List.of(target));
        return after;
    }

    /** Whoever claims the job meanwhile skips it, or has it already. */
    private boolean isLockedWaiting(JobView job) {
        return List.of("job_ready", "job_held").stream()
                .anyMatch(table -> jdbc.sql(
                                "select true from " + table + " where tenant_id = :tenant and id = :id for update")
                        .param("tenant", job.tenantId())
                        .param("id", job.id())
                        .query(Boolean.class)
                        .optional()
                        .isPresent());
    }

    private void book(UUID tenant, String from, String to) {
        jdbc.sql("insert into job_ledger (tenant_id, queue, enqueued) values (:tenant, :from, -1), (:tenant, :to, 1)")
                .param("tenant", tenant)
                .param("from", from)
                .param("to", to)
                .update();
    }

    private static Map<String, Object> json(JobView job) {
        return Map.of("queue", job.queue(), "priority", job.priority());
    }
}
