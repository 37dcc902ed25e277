package com.penguinmails.queuer.control;

import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Group;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.sweep.Sweeps;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes stops of groups take hold: tells Redis, so that entries already there are not begun; ends the waiting jobs of cancelled groups; gives
 * the held jobs of resumed ones back. Claims and write-back look at the stops by themselves.
 */
@Component
public class GroupStops {

    private static final int BATCH = 5_000;

    private static final String CLEAR_CANCELLED = """
            with stop as materialized (
              select tenant_id, group_id from group_stops where stop = 'cancelled' and cleared_at is null
               order by stopped_at limit 1 for update skip locked
            ), waiting as materialized (
              select j.tenant_id, j.id, j.kind, j.unique_key from stop s
                join jobs j on j.tenant_id = s.tenant_id and j.group_id = s.group_id
               where exists (select 1 from job_ready r where r.tenant_id = j.tenant_id and r.id = j.id)
                  or exists (select 1 from job_held h where h.tenant_id = j.tenant_id and h.id = j.id)
               limit :batch
            ), unready as (
              delete from job_ready r using waiting w where r.tenant_id = w.tenant_id and r.id = w.id
              returning r.tenant_id, r.id, r.queue, w.kind, w.unique_key, r.attempt, r.crashes, r.last_error
            ), unheld as (
              delete from job_held h using waiting w where h.tenant_id = w.tenant_id and h.id = w.id
              returning h.tenant_id, h.id, h.queue, w.kind, w.unique_key, h.attempt, h.crashes, h.last_error
            ), ended as (
              select * from unready union all select * from unheld
            ), finished as (
              insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, last_error)
              select tenant_id, id, queue, kind, 'cancelled', attempt, crashes, coalesce(last_error, 'its group was cancelled') from ended
            ), freed as (
              delete from job_unique u using ended e
               where e.unique_key is not null and u.tenant_id = e.tenant_id and u.kind = e.kind and u.unique_key = e.unique_key and u.job_id = e.id
            ), booked as (
              insert into job_ledger (tenant_id, queue, cancelled) select tenant_id, queue, count(*) from ended group by 1, 2
            ), cleared as (
              update group_stops g set cleared_at = now() from stop s
               where g.tenant_id = s.tenant_id and g.group_id = s.group_id and (select count(*) from waiting) < :batch
            )
            select count(*) from stop
            """;

    private static final String RELEASE_RESUMED = """
            with stop as materialized (
              select tenant_id, group_id from group_stops where stop = 'resumed' order by stopped_at limit 1 for update skip locked
            ), held as materialized (
              select h.tenant_id, h.id from stop s join job_held h on h.tenant_id = s.tenant_id and h.group_id = s.group_id
               order by h.run_at limit :batch
            ), unheld as (
              delete from job_held h using held where h.tenant_id = held.tenant_id and h.id = held.id returning h.*
            ), ready as (
              insert into job_ready (tenant_id, id, queue, band, run_at, attempt, crashes, last_error)
              select tenant_id, id, queue, band, run_at, attempt, crashes, last_error from unheld
            ), gone as (
              delete from group_stops g using stop s
               where g.tenant_id = s.tenant_id and g.group_id = s.group_id and (select count(*) from held) < :batch
            ), queues as (
              select distinct queue from unheld
            )
            select (select count(*) from stop) as stops, (select string_agg(queue, ' ') from queues) as queues
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Sweeps sweeps;
    private final Map<String, String> told = new HashMap<>();

    GroupStops(JdbcClient jdbc, TransactionOperations transaction, Sweeps sweeps) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.sweeps = sweeps;
    }

    /** Ends and releases what waits in PostgreSQL, until nothing is left to do. */
    public void settle() {
        while (clearOne() > 0 || releaseOne() > 0) {
            // Each step is a transaction of its own, so that a large group holds up nobody.
        }
    }

    /** Tells Redis which groups and single leases there must not begin. Cheap when nothing has changed. */
    public synchronized void tell(DispatchSide redis, QueueEpoch epochs) {
        String epoch = epochs.current();
        Map<Group, String> stops = stopsIn(redis.queue());
        Set<Lease> cancelled = cancelledIn(redis.queue());
        String news = epoch + stops + cancelled;
        boolean none = stops.isEmpty() && cancelled.isEmpty();
        if (news.equals(told.get(redis.queue())) || (none && !told.containsKey(redis.queue()))) {
            return;
        }
        if (redis.stop(epoch, stops, cancelled)) {
            told.put(redis.queue(), news);
        } else {
            epochs.doubt();
        }
    }

    private Map<Group, String> stopsIn(String queue) {
        var stops = new HashMap<Group, String>();
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        select s.tenant_id, s.group_id, s.stop from group_stops s
                         where s.stop <> 'resumed'
                           and (exists (select 1 from job_leased l
                                         where l.tenant_id = s.tenant_id and l.group_id = s.group_id and l.queue = :queue)
                                or exists (select 1 from job_blocks b
                                            where b.tenant_id = s.tenant_id and b.group_id = s.group_id and b.queue = :queue))
                        """)
                .param("queue", queue)
                .query(row -> {
                    stops.put(
                            new Group(
                                    new TenantId(row.getObject("tenant_id", UUID.class)),
                                    row.getObject("group_id", UUID.class)),
                            row.getString("stop"));
                }));
        return stops;
    }

    private Set<Lease> cancelledIn(String queue) {
        var cancelled = new HashSet<Lease>();
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        select tenant_id, id, token, in_block from job_leased where queue = :queue and cancel_asked_at is not null
                        """)
                .param("queue", queue)
                .query(row -> {
                    var lease = new Lease(
                            new TenantId(row.getObject("tenant_id", UUID.class)),
                            row.getObject("id", UUID.class),
                            row.getObject("token", UUID.class));
                    // In Redis its whole block goes back; the others are lent out anew.
                    cancelled.add(row.getBoolean("in_block") ? lease.block() : lease);
                }));
        return cancelled;
    }

    private long clearOne() {
        Long cleared = transaction.execute(status -> jdbc.sql(CLEAR_CANCELLED)
                .param("batch", BATCH)
                .query(Long.class)
                .single());
        return cleared == null ? 0 : cleared;
    }

    private long releaseOne() {
        Long released = transaction.execute(status -> jdbc.sql(RELEASE_RESUMED)
                .param("batch", BATCH)
                .query((row, number) -> {
                    String queues = row.getString("queues");
                    if (queues != null) {
                        for (String queue : queues.split(" ")) {
                            sweeps.request(queue);
                        }
                    }
                    return row.getLong("stops");
                })
                .single());
        return released == null ? 0 : released;
    }
}
