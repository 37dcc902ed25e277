package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.queuer.pace.Pace;
import com.penguinmails.tenancy.TextArray;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts away taken jobs that must not run: to the held while their group is paused, to the finished when it was cancelled or their deadline has passed. */
final class Aside {

    private static final String PUT = """
            with described as materialized (
              select t.*, j.kind, j.unique_key, j.group_id
                from unnest(:tenants::uuid[], :ids::uuid[], :fates::text[], :runAts::timestamptz[], :attempts::smallint[], :crashes::smallint[], :errors::text[])
                  as t (tenant_id, id, fate, run_at, attempt, crashes, last_error)
                join jobs j on j.tenant_id = t.tenant_id and j.id = t.id
            ), held as (
              insert into job_held (tenant_id, id, group_id, queue, band, run_at, attempt, crashes, last_error)
              select tenant_id, id, group_id, :queue, :band, run_at, attempt, crashes, last_error from described where fate = 'held'
            ), ended as (
              insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, last_error)
              select tenant_id, id, :queue, kind, fate, attempt, crashes,
                     case fate when 'failed' then 'its deadline passed before it began' else 'its group was cancelled' end
                from described where fate in ('cancelled', 'failed')
            ), freed as (
              delete from job_unique u using described d
               where d.fate in ('cancelled', 'failed') and d.unique_key is not null
                 and u.tenant_id = d.tenant_id and u.kind = d.kind and u.unique_key = d.unique_key and u.job_id = d.id
            )
            insert into job_ledger (tenant_id, queue, cancelled, failed)
            select tenant_id, :queue, count(*) filter (where fate = 'cancelled'), count(*) filter (where fate = 'failed')
              from described where fate in ('cancelled', 'failed') group by tenant_id
            """;

    private final JdbcClient jdbc;
    private final Pace pace;

    Aside(JdbcClient jdbc, Pace pace) {
        this.jdbc = jdbc;
        this.pace = pace;
    }

    /** @param taken all that a claim took; those that may run are left alone */
    void put(String queue, Band band, List<Taken> taken) {
        List<Taken> aside = taken.stream().filter(job -> job.entry() == null).toList();
        if (aside.isEmpty()) {
            return;
        }
        jdbc.sql(PUT)
                .param("queue", queue)
                .param("band", band.number())
                .param("tenants", TextArray.of(aside, Taken::tenant))
                .param("ids", TextArray.of(aside, Taken::id))
                .param("fates", TextArray.of(aside, Taken::fate))
                .param("runAts", TextArray.of(aside, Taken::runAt))
                .param("attempts", aside.stream().map(Taken::attempt).toArray(Short[]::new))
                .param("crashes", aside.stream().map(Taken::crashes).toArray(Short[]::new))
                .param("errors", TextArray.of(aside, Taken::lastError))
                .update();
        aside.stream()
                .filter(job -> !job.fate().equals(Taken.HELD))
                .forEach(job -> pace.count(queue, job.kind(), job.fate(), 1));
    }
}
