package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Result;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes back what went well, which is nearly everything: from the leased straight to the finished. */
@Component
class Completions {

    private static final String COMPLETE = """
            with gone as (
              delete from job_leased l
               using unnest(:tenants::uuid[], :jobs::uuid[], :tokens::uuid[], :startedAts::timestamptz[], :consumers::text[])
                     as r (tenant_id, job_id, token, started_at, consumer)
               where l.tenant_id = r.tenant_id and l.id = r.job_id and l.token = r.token
              returning l.tenant_id, l.id, l.queue, l.kind, l.unique_key, l.attempt, l.crashes,
                        coalesce(r.started_at, l.started_at) as started_at, r.consumer
            ), finished as (
              insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, worker_id, started_at)
              select tenant_id, id, queue, kind, 'completed', attempt, crashes, consumer, started_at from gone
            ), freed as (
              delete from job_unique u using gone g
               where g.unique_key is not null
                 and u.tenant_id = g.tenant_id and u.kind = g.kind and u.unique_key = g.unique_key and u.job_id = g.id
            ), booked as (
              insert into job_ledger (tenant_id, queue, completed) select tenant_id, queue, count(*) from gone group by 1, 2
            )
            select queue, kind, count(*) as count from gone group by 1, 2
            """;

    private final JdbcClient jdbc;

    Completions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Settled> write(List<Result> results) {
        if (results.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(COMPLETE)
                .params(Columns.of(results))
                .query((row, number) -> new Settled(
                        String.valueOf(row.getString("queue")),
                        String.valueOf(row.getString("kind")),
                        "done",
                        "completed",
                        row.getInt("count"),
                        false))
                .list();
    }
}
