package com.penguinmails.queuer.conservation;

import com.penguinmails.queuer.conservation.ConservationView.Mismatch;
import com.penguinmails.queuer.conservation.ConservationView.Queue;
import com.penguinmails.queuer.conservation.ConservationView.Stray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The statements of the check; they need one transaction in which all see the same moment ({@code repeatable read}). At any moment the books
 * agree, since every statement that moves a job also books it.
 */
@Component
class Books {

    /** Most jobs looked up of one tenant, most tenants, and most leased jobs: half a second of work at the worst. */
    private static final int JOBS_OF_A_TENANT = 50;

    private static final int TENANTS = 200;
    private static final int LEASED = 10_000;

    /** Unfinished jobs by the ledger and by the tables; both read once. What differs is kept, what no longer does is removed. */
    private static final String COMPARE = """
            with booked as (
              select tenant_id, queue, sum(enqueued + revived - completed - failed - cancelled - uncertain) as jobs from job_ledger group by 1, 2
            ), present as (
              select tenant_id, queue, count(*) as jobs from job_ready group by 1, 2
              union all
              select tenant_id, queue, count(*) from job_held group by 1, 2
              union all
              select tenant_id, queue, count(*) from job_leased group by 1, 2
              union all
              select tenant_id, queue, sum(cardinality(ids)) from job_blocks group by 1, 2
            ), found as (
              select tenant_id, queue, sum(jobs) as jobs from present group by 1, 2
            ), compared as materialized (
              select tenant_id, queue, coalesce(b.jobs, 0) as booked, coalesce(f.jobs, 0) as found
                from booked b full join found f using (tenant_id, queue)
            ), kept as (
              insert into conservation_mismatches as m (tenant_id, queue, booked, found, since)
              select tenant_id, queue, booked, found, :now from compared where booked <> found
              on conflict (tenant_id, queue) do update set booked = excluded.booked, found = excluded.found, checks = m.checks + 1
            ), settled as (
              delete from conservation_mismatches m
               where not exists (select 1 from compared c where c.tenant_id = m.tenant_id and c.queue = m.queue and c.booked <> c.found)
            ), sums as (
              select queue, sum(booked) as booked, sum(found) as found from compared group by queue
            ), gone as (
              delete from conservation_queues q where not exists (select 1 from sums s where s.queue = q.queue)
            )
            insert into conservation_queues (queue, booked, found)
            select queue, booked, found from sums
            on conflict (queue) do update set booked = excluded.booked, found = excluded.found
            """;

    /**
     * Looks jobs up one by one, since one that is lost and another that is doubled even out in the sums: the latest ones of tenants that had
     * something booked since the last check, what is leased, and known strays.
     */
    private static final String LOOK_UP = """
            with active as (
              select tenant_id from job_ledger group by tenant_id, queue having count(*) > 1 order by random() limit :tenants
            ), sample as materialized (
              select j.tenant_id, j.id, j.queue
                from (select distinct tenant_id from active) a
               cross join lateral (
                 select j.tenant_id, j.id, j.queue from jobs j where j.tenant_id = a.tenant_id and j.id >= :from order by j.id desc limit :jobs) j
              union
              (select tenant_id, id, queue from job_leases limit :leased)
              union
              select m.tenant_id, m.id, m.queue from conservation_strays m join jobs j on j.tenant_id = m.tenant_id and j.id = m.id
            ), counted as materialized (
              -- Not looked up one by one: every look would go through all blocks of the tenant.
              select tenant_id, id, max(queue) as queue, sum(leases)::int as leases
                from (select tenant_id, id, queue, 0 as leases from sample
                      union all
                      select tenant_id, id, null, 1 from job_leases) as said
               group by tenant_id, id having max(queue) is not null
            ), placed as materialized (
              select c.tenant_id, c.id, c.queue,
                     concat_ws(' ', (select 'ready' from job_ready r where r.tenant_id = c.tenant_id and r.id = c.id),
                                    (select 'held' from job_held h where h.tenant_id = c.tenant_id and h.id = c.id),
                                    nullif(rtrim(repeat('leased ', c.leases)), ''),
                                    (select 'finished' from job_finished f where f.tenant_id = c.tenant_id and f.id = c.id)) as places
                from counted c
            ), kept as (
              insert into conservation_strays as m (tenant_id, id, queue, places, since)
              select tenant_id, id, queue, places, :now from placed where places not in ('ready', 'held', 'leased', 'finished')
              on conflict (tenant_id, id) do update set places = excluded.places, checks = m.checks + 1
            ), settled as (
              delete from conservation_strays m using placed p
               where p.tenant_id = m.tenant_id and p.id = m.id and p.places in ('ready', 'held', 'leased', 'finished')
            ), forgotten as (
              -- Its day was dropped.
              delete from conservation_strays m where not exists (select 1 from jobs j where j.tenant_id = m.tenant_id and j.id = m.id)
            )
            select count(*) from placed
            """;

    /** Many rows of a tenant and queue become one. What is booked in the meantime is not seen here and stays. */
    private static final String SUM_UP = """
            with many as (
              select tenant_id, queue from job_ledger group by 1, 2 having count(*) > 1
            ), gone as (
              delete from job_ledger l using many m where l.tenant_id = m.tenant_id and l.queue = m.queue returning l.*
            )
            insert into job_ledger (tenant_id, queue, enqueued, completed, failed, cancelled, uncertain, revived)
            select tenant_id, queue, sum(enqueued), sum(completed), sum(failed), sum(cancelled), sum(uncertain), sum(revived)
              from gone group by 1, 2
            """;

    private final JdbcClient jdbc;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when another queuer is at it, or did it after {@code moment}. */
    boolean begin(Instant moment) {
        // A whole table is read here, once: what the other statements of the queuer must never do is right in this one.
        jdbc.sql("""
                        select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
                               set_config('enable_mergejoin', 'on', true)""").query().singleRow();
        return jdbc.sql("""
                        select pg_try_advisory_xact_lock(hashtext('queue.conservation'))
                           and not exists (select 1 from conservation_checks where checked_at > :moment)""").param("moment", at(moment)).query(Boolean.class).single();
    }

    void compare(Instant now) {
        jdbc.sql(COMPARE).param("now", at(now)).update();
    }

    /**
     * Returns how many were looked up.
     *
     * @param from id of the oldest job that counts as a late one
     */
    int lookUp(Instant now, UUID from) {
        // Single rows by primary key from here on, out of tables that are far larger than the sample.
        jdbc.sql("""
                        select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                               set_config('enable_mergejoin', 'off', true)""").query().singleRow();
        return jdbc.sql(LOOK_UP)
                .param("now", at(now))
                .param("from", from)
                .param("tenants", TENANTS)
                .param("jobs", JOBS_OF_A_TENANT)
                .param("leased", LEASED)
                .query(Integer.class)
                .single();
    }

    void sumUp() {
        jdbc.sql(SUM_UP).update();
    }

    void note(Instant checkedAt, long tookMillis, int lookedUp) {
        jdbc.sql("""
                        insert into conservation_checks (checked_at, took_millis, looked_up) values (:at, :took, :lookedUp)
                        on conflict (only_one) do update set checked_at = excluded.checked_at, took_millis = excluded.took_millis,
                                                             looked_up = excluded.looked_up""")
                .param("at", at(checkedAt))
                .param("took", tookMillis)
                .param("lookedUp", lookedUp)
                .update();
    }

    ConservationView view(int confirmedBy) {
        List<Mismatch> mismatches = jdbc.sql(
                        "select * from conservation_mismatches order by since, queue, tenant_id limit 1000")
                .query((row, number) -> new Mismatch(
                        row.getObject("tenant_id", UUID.class),
                        text(row, "queue"),
                        row.getLong("booked"),
                        row.getLong("found"),
                        instant(row, "since"),
                        row.getInt("checks")))
                .list();
        List<Stray> strays = jdbc.sql("select * from conservation_strays order by since, id limit 1000")
                .query((row, number) -> new Stray(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("id", UUID.class),
                        text(row, "queue"),
                        places(text(row, "places")),
                        instant(row, "since"),
                        row.getInt("checks")))
                .list();
        List<Queue> queues = jdbc.sql("select * from conservation_queues order by queue")
                .query((row, number) -> new Queue(text(row, "queue"), row.getLong("booked"), row.getLong("found")))
                .list();
        boolean sound = mismatches.stream().noneMatch(found -> found.checks() >= confirmedBy)
                && strays.stream().noneMatch(found -> found.checks() >= confirmedBy);
        return jdbc.sql("select * from conservation_checks")
                .query((row, number) -> new ConservationView(
                        instant(row, "checked_at"),
                        row.getLong("took_millis"),
                        row.getInt("looked_up"),
                        sound,
                        queues,
                        mismatches,
                        strays))
                .optional()
                .orElseGet(() -> new ConservationView(null, 0, 0, sound, queues, mismatches, strays));
    }

    private static List<String> places(String places) {
        return places.isEmpty() ? List.of() : Arrays.asList(places.split(" "));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return String.valueOf(row.getString(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
