package com.penguinmails.queuer.operate.jobs;

import com.penguinmails.tenancy.TextArray;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves finished jobs back to the ready ones, as new: no attempt spent, no crash counted. What had happened stays in their history. */
@Component
class Revival {

    /** Those without a unique key, and those whose key is free and now theirs. */
    private static final String TAKE_KEYS = """
            with chosen as materialized (
              select j.tenant_id, j.id, j.kind, j.unique_key
                from unnest(:tenants::uuid[], :ids::uuid[]) as c (tenant_id, id)
                join jobs j on j.tenant_id = c.tenant_id and j.id = c.id
            ), keyed as (
              insert into job_unique (tenant_id, kind, unique_key, job_id)
              select tenant_id, kind, unique_key, id from chosen where unique_key is not null
              on conflict do nothing
              returning job_id
            )
            select id from chosen where unique_key is null union all select job_id from keyed
            """;

    private static final String REVIVE = """
            with chosen as (
              select c.tenant_id, c.id, greatest(c.run_at, clock_timestamp()) as run_at, j.band
                from unnest(:tenants::uuid[], :ids::uuid[], :runAts::timestamptz[]) as c (tenant_id, id, run_at)
                join jobs j on j.tenant_id = c.tenant_id and j.id = c.id
            ), gone as (
              delete from job_finished f using chosen c
               where f.tenant_id = c.tenant_id and f.id = c.id and f.status <> 'completed'
              returning f.tenant_id, f.id, f.queue, f.last_error, c.run_at, c.band
            ), ready as (
              insert into job_ready (tenant_id, id, queue, band, run_at, last_error)
              select tenant_id, id, queue, band, run_at, last_error from gone
            ), booked as (
              insert into job_ledger (tenant_id, queue, revived) select tenant_id, queue, count(*) from gone group by 1, 2
            )
            select id from gone
            """;

    private final JdbcClient jdbc;

    Revival(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A job that is locked by the caller, and when it is to run; a time that has passed means now. */
    record Revived(UUID tenant, UUID id, Instant runAt) {}

    /** Returns the ids of those that are ready now. The others stay finished, because an unfinished job has their unique key. */
    List<UUID> revive(List<Revived> jobs) {
        Set<UUID> free = Set.copyOf(withIds(TAKE_KEYS, jobs));
        List<Revived> possible =
                jobs.stream().filter(job -> free.contains(job.id())).toList();
        return withIds(REVIVE, possible);
    }

    private List<UUID> withIds(String sql, List<Revived> jobs) {
        return jdbc.sql(sql)
                .param("tenants", TextArray.of(jobs, Revived::tenant))
                .param("ids", TextArray.of(jobs, Revived::id))
                .param("runAts", TextArray.of(jobs, Revived::runAt))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }
}
