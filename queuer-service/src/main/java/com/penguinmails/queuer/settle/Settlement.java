package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.observability.MetricNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes back how leases ended, many in one statement. A result counts only if the job still carries the lease's token, so results may
 * come late, twice or in any order.
 *
 * <p>A retry waits a random part ("full jitter") of 2 s, 4 s, 8 s … up to an hour, unless its handler named a time. The first crash runs
 * again at once; from the second on the job waits up to half a minute, so that it does not meet the same neighbours, one of which may be
 * the one that kills workers; the third sets it aside.
 */
@Component
public class Settlement {

    private static final int MAX_CRASHES = 3;

    private static final String SETTLE = """
            with result as (
              select distinct on (r.tenant_id, r.job_id, r.token) r.*
                from unnest(:tenants::uuid[], :jobs::uuid[], :tokens::uuid[], :outcomes::text[], :runAts::timestamptz[], :jitters::float8[],
                            :startedAts::timestamptz[], :consumers::text[], :reasons::text[])
                     with ordinality as r (tenant_id, job_id, token, outcome, run_at, jitter, started_at, consumer, reason, ord)
               order by r.tenant_id, r.job_id, r.token, r.ord
            ), settled as (
              update jobs j
                 set (status, finished_at, run_at, attempt, crashes, last_error) = (
                       select v.status,
                              case when v.status <> 'queued' then now() end,
                              case when v.status <> 'queued' then j.run_at
                                   when r.run_at is not null then r.run_at
                                   when r.outcome = 'RETRY'
                                     then now() + least(3600, power(2, least(j.attempt, 12))) * r.jitter * interval '1 second'
                                   when r.outcome = 'SNOOZE' then now() + interval '5 seconds'
                                   when r.outcome = 'CRASHED' and j.crashes > 0 then now() + r.jitter * interval '30 seconds'
                                   else j.run_at end,
                              case when r.outcome in ('SNOOZE', 'CRASHED', 'RETURNED') then greatest(j.attempt - 1, 0) else j.attempt end,
                              j.crashes + case when r.outcome = 'CRASHED' then 1 else 0 end,
                              case when r.outcome in ('DONE', 'RETURNED') then j.last_error
                                   when r.outcome = 'RETRY' and v.status = 'failed' then 'attempts spent: ' || r.reason
                                   when r.outcome = 'CRASHED' and v.status = 'failed' then 'poison: its worker died every time'
                                   else r.reason end
                         from (select case
                                 when r.outcome = 'DONE' then 'completed'
                                 when r.outcome = 'DISCARD' then 'failed'
                                 when r.outcome = 'UNCERTAIN' then 'uncertain'
                                 when r.outcome = 'RETRY' and j.attempt >= j.max_attempts then 'failed'
                                 when r.outcome = 'CRASHED' and j.crashes + 1 >= :maxCrashes then 'failed'
                                 else 'queued' end as status) v),
                     lease_token = null,
                     lease_until = null,
                     worker_id = r.consumer,
                     started_at = coalesce(r.started_at, j.started_at)
                from result r
               where j.tenant_id = r.tenant_id and j.id = r.job_id and j.lease_token = r.token
              returning j.tenant_id, j.id, j.kind, j.unique_key, j.status, j.attempt, j.started_at, j.last_error,
                        r.token, r.outcome, r.consumer, r.reason
            ), history as (
              insert into job_attempts (tenant_id, job_id, lease_token, attempt, outcome, worker_id, started_at, reason)
              select tenant_id, id, token, attempt + case when outcome = 'CRASHED' then 1 else 0 end, lower(outcome), consumer, started_at, reason
                from settled where outcome in ('RETRY', 'DISCARD', 'CRASHED', 'UNCERTAIN')
            ), freed as (
              delete from job_unique u using settled s
               where s.status <> 'queued' and s.unique_key is not null
                 and u.tenant_id = s.tenant_id and u.kind = s.kind and u.unique_key = s.unique_key and u.job_id = s.id
            )
            select kind, lower(outcome) as outcome, status, count(*) as count from settled group by 1, 2, 3
            """;

    private final JdbcClient jdbc;
    private final RandomGenerator random;
    private final MeterRegistry meters;

    Settlement(JdbcClient jdbc, RandomGenerator random, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.random = random;
        this.meters = meters;
    }

    /** Writes the results back; returns how many counted. */
    @Transactional
    public int settle(List<Result> results) {
        if (results.isEmpty()) {
            return 0;
        }
        List<Settled> settled = jdbc.sql(SETTLE)
                .param(
                        "tenants",
                        column(results, result -> result.lease().tenant().toString()))
                .param("jobs", column(results, result -> result.lease().job().toString()))
                .param(
                        "tokens",
                        column(results, result -> result.lease().token().toString()))
                .param("outcomes", column(results, result -> result.outcome().name()))
                .param("runAts", column(results, result -> text(result.runAt())))
                .param(
                        "jitters",
                        results.stream().map(result -> random.nextDouble()).toArray(Double[]::new))
                .param("startedAts", column(results, result -> text(result.startedAt())))
                .param("consumers", column(results, Result::consumer))
                .param("reasons", column(results, Result::reason))
                .param("maxCrashes", MAX_CRASHES)
                .query((row, number) -> new Settled(
                        String.valueOf(row.getString("kind")),
                        String.valueOf(row.getString("outcome")),
                        String.valueOf(row.getString("status")),
                        row.getInt("count")))
                .list();
        int counted = settled.stream().mapToInt(Settled::count).sum();
        settled.forEach(this::count);
        meters.counter("penguinmails.queue.stale").increment(results.size() - counted);
        return counted;
    }

    /** Makes leased jobs free again, as if they had never been leased. */
    @Transactional
    public int release(List<Lease> leases, String reason) {
        return settle(leases.stream()
                .map(lease -> new Result(lease, Outcome.RETURNED, null, null, "", reason))
                .toList());
    }

    private void count(Settled settled) {
        String outcome = settled.status().equals("queued") ? settled.outcome() : settled.status();
        meters.counter(
                        MetricNames.JOBS_FINISHED,
                        MetricNames.KIND,
                        settled.kind(),
                        MetricNames.OUTCOME,
                        outcome.toLowerCase(Locale.ROOT))
                .increment(settled.count());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String[] column(List<Result> results, Function<Result, ? extends @Nullable String> value) {
        return results.stream().map(value).toArray(String[]::new);
    }
}
