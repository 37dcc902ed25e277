package com.penguinmails.jobs;

import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds jobs in the caller's transaction: they exist exactly if what caused them exists. The tenant is the one in scope.
 *
 * <p>The queuer is woken after the commit, when Redis is configured; without it a job waits for the next poll, at most a second.
 */
public final class JobQueue {

    private static final int CHUNK = 5_000;

    /** A row that loses against an unfinished job with the same key is left out. Nothing is ever due before it was added: claims move forward. */
    private static final String INSERT = """
            with new as (
              select * from unnest(:ids::uuid[], :queues::text[], :kinds::text[], :handlers::text[], :priorities::smallint[],
                                   :payloads::text[], :runAts::timestamptz[], :deadlines::timestamptz[], :uniqueKeys::text[], :groups::uuid[],
                                   :maxAttempts::int[], :timeouts::int[], :backoffs::int[], :mostBackoffs::int[],
                                   :togethers::smallint[])
                as n (id, queue, kind, handler, priority, payload, run_at, deadline, unique_key, group_id,
                      max_attempts, timeout_seconds, backoff_millis, backoff_most_millis, together)
            ), free as (
              insert into queue.job_unique (tenant_id, kind, unique_key, job_id)
              select :tenant::uuid, kind, unique_key, id from new where unique_key is not null
              on conflict do nothing
              returning job_id
            ), added as (
              insert into queue.jobs (id, tenant_id, queue, kind, handler, priority, payload, run_at, deadline, unique_key, group_id,
                                      max_attempts, timeout_seconds, backoff_millis, backoff_most_millis, together, traceparent)
              select id, :tenant::uuid, queue, kind, handler, priority, payload, coalesce(run_at, clock_timestamp()), deadline, unique_key, group_id,
                     max_attempts, timeout_seconds, backoff_millis, backoff_most_millis, together, :traceparent::text
                from new
               where unique_key is null or id in (select job_id from free)
              returning id, tenant_id, queue, band, run_at
            ), ready as (
              insert into queue.job_ready (tenant_id, id, queue, band, run_at) select tenant_id, id, queue, band, greatest(run_at, clock_timestamp()) from added
            ), booked as (
              insert into queue.job_ledger (tenant_id, queue, enqueued) select tenant_id, queue, count(*) from added group by 1, 2
            )
            select id from added
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;
    private final Supplier<Optional<String>> traceparent;
    private final Consumer<String> wake;
    private final ObjLongConsumer<String> count;

    /**
     * @param ids must follow the real time, because the partition of a job is the day of its id
     * @param traceparent the W3C trace context of the caller
     * @param wake told the name of a queue after the commit; must not throw
     * @param count told after the commit how many jobs of a kind were added; must not throw
     */
    JobQueue(
            JdbcClient jdbc,
            JsonMapper json,
            Ids ids,
            Supplier<Optional<String>> traceparent,
            Consumer<String> wake,
            ObjLongConsumer<String> count) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.traceparent = traceparent;
        this.wake = wake;
        this.count = count;
    }

    /** Returns the id of the new job; empty when an unfinished one with its unique key exists. */
    public Optional<UUID> enqueue(NewJob job) {
        return enqueueAll(List.of(job)).stream().findFirst();
    }

    /**
     * Adds many jobs, a statement per five thousand. Returns the ids of those that were added, in no particular order.
     *
     * @throws IllegalStateException when there is no transaction or no tenant in scope
     * @throws IllegalArgumentException when a payload is larger than {@value NewJob#MAX_PAYLOAD} bytes
     */
    public List<UUID> enqueueAll(List<NewJob> jobs) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a job is added in the transaction that causes it, and there is none");
        }
        String tenant = TenantScope.current().toString();
        var added = new ArrayList<UUID>(jobs.size());
        var kinds = new HashMap<String, Long>();
        for (int from = 0; from < jobs.size(); from += CHUNK) {
            List<NewJob> chunk = jobs.subList(from, Math.min(jobs.size(), from + CHUNK));
            Columns columns = Columns.of(chunk, ids, json);
            List<UUID> addedNow = insert(tenant, columns);
            columns.kindsOf(addedNow).forEach(kind -> kinds.merge(kind, 1L, Long::sum));
            added.addAll(addedNow);
        }
        tellAfterCommit(jobs, kinds);
        return added;
    }

    private List<UUID> insert(String tenant, Columns columns) {
        return jdbc.sql(INSERT)
                .param("tenant", tenant)
                .param("traceparent", traceparent.get().orElse(null))
                .params(columns.parameters())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private void tellAfterCommit(List<NewJob> jobs, Map<String, Long> kinds) {
        Set<String> queues = new HashSet<>();
        jobs.forEach(job -> queues.add(job.kind().queue()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                queues.forEach(wake);
                kinds.forEach(count::accept);
            }
        });
    }
}
