package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Result;
import com.penguinmails.tenancy.TextArray;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes back what did not simply succeed.
 *
 * <p>A retry waits a random part ("full jitter") of its kind's back-off, which doubles with each attempt, unless its handler named a time.
 * Who was in hand when a worker died runs again at once; after the second death one at a time, so that the third tells which of them kills
 * workers: that one is set aside.
 */
@Component
class Setbacks {

    private static final String WRITE = """
            with result as (
              select distinct on (r.tenant_id, r.job_id, r.token) r.*
                from unnest(:tenants::uuid[], :jobs::uuid[], :tokens::uuid[], :outcomes::text[], :runAts::timestamptz[], :jitters::float8[],
                            :startedAts::timestamptz[], :consumers::text[], :reasons::text[])
                     with ordinality as r (tenant_id, job_id, token, outcome, asked_at, jitter, begun_at, consumer, reason, ord)
               order by r.tenant_id, r.job_id, r.token, r.ord
            ), gone as (
              delete from job_leased l using result r
               where l.tenant_id = r.tenant_id and l.id = r.job_id and l.token = r.token
              returning l.*, r.outcome, r.asked_at, r.jitter, coalesce(r.begun_at, l.started_at) as begun_at, r.consumer, r.reason
            ), judged as materialized (
              select g.*,
                     case when g.outcome = 'DISCARD' then 'failed'
                          when g.outcome = 'UNCERTAIN' then 'uncertain'
                          when g.outcome = 'RETRY' and g.attempt >= j.max_attempts then 'failed'
                          when g.outcome = 'CRASHED' and g.crashes + 1 >= :maxCrashes then 'failed'
                          when s.stop = 'cancelled' or g.cancel_asked_at is not null then 'cancelled'
                          when j.deadline <= now() then 'failed'
                          when s.stop = 'paused' then 'held'
                          else 'queued' end as fate,
                     case when g.asked_at is not null then g.asked_at
                          when g.outcome = 'RETRY'
                            then now() + least(j.backoff_most_millis, j.backoff_millis * power(2, least(g.attempt, 30) - 1)) * g.jitter
                                         * interval '1 millisecond'
                          when g.outcome = 'SNOOZE' then now() + interval '5 seconds'
                          else g.run_at end as again_at,
                     case when g.outcome in ('RETRY', 'DISCARD', 'UNCERTAIN') then g.attempt else g.attempt - 1 end as spent,
                     g.crashes + case when g.outcome = 'CRASHED' then 1 else 0 end as died,
                     case when g.outcome in ('RETURNED', 'STOPPED') then g.last_error
                          when g.outcome = 'RETRY' and g.attempt >= j.max_attempts then 'attempts spent: ' || g.reason
                          when g.outcome = 'CRASHED' and g.crashes + 1 >= :maxCrashes then 'poison: its worker died every time'
                          else g.reason end as why
                from gone g
                join jobs j on j.tenant_id = g.tenant_id and j.id = g.id
                left join group_stops s on s.tenant_id = g.tenant_id and s.group_id = g.group_id
            ), ready as (
              insert into job_ready (tenant_id, id, queue, band, run_at, attempt, crashes, last_error)
              select tenant_id, id, queue, band, again_at, spent, died, why from judged where fate = 'queued'
            ), held as (
              insert into job_held (tenant_id, id, group_id, queue, band, run_at, attempt, crashes, last_error)
              select tenant_id, id, group_id, queue, band, again_at, spent, died, why from judged where fate = 'held'
            ), finished as (
              insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, worker_id, started_at, last_error)
              select tenant_id, id, queue, kind, fate, spent, died, nullif(nullif(consumer, ''), '-'), begun_at,
                     case when fate = 'cancelled' and cancel_asked_at is not null then 'cancelled by an operator'
                          when fate = 'cancelled' then coalesce(nullif(why, ''), 'its group was cancelled')
                          when fate = 'failed' and outcome not in ('DISCARD', 'RETRY', 'CRASHED') then 'its deadline passed: ' || coalesce(why, '')
                          else why end
                from judged where fate not in ('queued', 'held')
            ), history as (
              insert into job_attempts (tenant_id, job_id, lease_token, attempt, outcome, worker_id, started_at, reason)
              select tenant_id, id, token, attempt, lower(outcome), consumer, begun_at, reason
                from judged where outcome in ('RETRY', 'DISCARD', 'CRASHED', 'UNCERTAIN')
            ), freed as (
              delete from job_unique u using judged g
               where g.fate not in ('queued', 'held') and g.unique_key is not null
                 and u.tenant_id = g.tenant_id and u.kind = g.kind and u.unique_key = g.unique_key and u.job_id = g.id
            ), booked as (
              insert into job_ledger (tenant_id, queue, failed, cancelled, uncertain)
              select tenant_id, queue, count(*) filter (where fate = 'failed'), count(*) filter (where fate = 'cancelled'),
                     count(*) filter (where fate = 'uncertain')
                from judged where fate not in ('queued', 'held') group by 1, 2
            )
            select queue, kind, lower(outcome) as outcome, fate as status, count(*) as count, bool_or(fate = 'queued' and again_at <= now()) as due_again
              from judged group by 1, 2, 3, 4
            """;

    private final JdbcClient jdbc;
    private final RandomGenerator random;

    Setbacks(JdbcClient jdbc, RandomGenerator random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    List<Settled> write(List<Result> results) {
        if (results.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(WRITE)
                .params(Columns.of(results))
                .param("outcomes", TextArray.of(results, Result::outcome))
                .param("runAts", TextArray.of(results, Result::runAt))
                .param(
                        "jitters",
                        results.stream().map(result -> random.nextDouble()).toArray(Double[]::new))
                .param("reasons", TextArray.of(results, Result::reason))
                .param("maxCrashes", Crashes.MOST)
                .query((row, number) -> new Settled(
                        String.valueOf(row.getString("queue")),
                        String.valueOf(row.getString("kind")),
                        String.valueOf(row.getString("outcome")),
                        String.valueOf(row.getString("status")),
                        row.getInt("count"),
                        row.getBoolean("due_again")))
                .list();
    }
}
