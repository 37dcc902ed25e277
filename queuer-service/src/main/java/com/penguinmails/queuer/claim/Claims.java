package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.control.Controls;
import com.penguinmails.queuer.pace.Pace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leases due jobs. Each tenant with something due gets the same quantum, or as many times that as its weight says; what small tenants leave
 * goes to the others in further rounds. Rows that another queuer is claiming are skipped, not waited for.
 */
@Component
class Claims {

    private static final int MOST_ROUNDS = 4;

    /**
     * One statement moves each job from the ready ones to where it belongs: to the leased, or, when its time has passed or its group was
     * stopped, to the finished or held.
     */
    private static final String CLAIM = """
            with turn as (
              select * from unnest(:tenants::uuid[], :quanta::int[], :afterRunAts::timestamptz[], :afterIds::uuid[])
                as t (tenant_id, quantum, after_run_at, after_id)
            ), due as materialized (
              select d.row from turn t
               cross join lateral (
                 select r.ctid as row from job_ready r
                  where r.queue = :queue and r.band = :band and r.tenant_id = t.tenant_id and r.run_at <= now()
                    -- Transactions do not commit in the order of their times: near the newest jobs, look a little way back.
                    and (r.run_at, r.id) > (case when t.after_run_at > now() - interval '4 seconds' then t.after_run_at - interval '2 seconds'
                                                 else t.after_run_at end, t.after_id)
                  order by r.run_at, r.id
                  limit t.quantum
                  for update skip locked) d
               limit :room
            ), taken as (
              delete from job_ready r using due d where r.ctid = d.row returning r.*
            ), described as materialized (
              select t.*, j.kind, j.handler, j.unique_key, j.group_id, j.traceparent, j.payload, j.timeout_seconds, gen_random_uuid() as token,
                     case when s.stop = 'cancelled' then 'cancelled'
                          when j.deadline <= now() then 'failed'
                          when s.stop = 'paused' then 'held'
                          else 'leased' end as fate
                from taken t
                join jobs j on j.tenant_id = t.tenant_id and j.id = t.id
                left join group_stops s on s.tenant_id = j.tenant_id and s.group_id = j.group_id
            ), leased as (
              insert into job_leased (tenant_id, id, token, queue, band, kind, unique_key, group_id, attempt, crashes, run_at, lease_until, last_error)
              select tenant_id, id, token, queue, band, kind, unique_key, group_id, attempt + 1, crashes, run_at, now() + interval '60 seconds', last_error
                from described where fate = 'leased'
            ), held as (
              insert into job_held (tenant_id, id, group_id, queue, band, run_at, attempt, crashes, last_error)
              select tenant_id, id, group_id, queue, band, run_at, attempt, crashes, last_error from described where fate = 'held'
            ), ended as (
              insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, last_error)
              select tenant_id, id, queue, kind, fate, attempt, crashes,
                     case fate when 'failed' then 'its deadline passed before it began' else 'its group was cancelled' end
                from described where fate in ('cancelled', 'failed')
            ), freed as (
              delete from job_unique u using described d
               where d.fate in ('cancelled', 'failed') and d.unique_key is not null
                 and u.tenant_id = d.tenant_id and u.kind = d.kind and u.unique_key = d.unique_key and u.job_id = d.id
            ), booked as (
              insert into job_ledger (tenant_id, queue, cancelled, failed)
              select tenant_id, queue, count(*) filter (where fate = 'cancelled'), count(*) filter (where fate = 'failed')
                from described where fate in ('cancelled', 'failed') group by 1, 2
            )
            select tenant_id, id, token, group_id, attempt + 1 as attempt, kind, handler, traceparent, payload, timeout_seconds,
                   run_at, now() as claimed_at, fate
              from described
            """;

    private final JdbcClient jdbc;
    private final DueTenants dueTenants;
    private final Controls controls;
    private final Pace pace;

    Claims(JdbcClient jdbc, Controls controls, Pace pace) {
        this.jdbc = jdbc;
        this.dueTenants = new DueTenants(jdbc);
        this.controls = controls;
        this.pace = pace;
    }

    /**
     * Leases jobs for a minute, in an order in which tenants take turns.
     *
     * @param rooms most jobs per band
     */
    @Transactional
    public Claim claim(String queue, Map<Band, Integer> rooms, Rounds rounds) {
        Controls.Snapshot control = controls.current();
        if (control.isPaused(queue)) {
            return Claim.NOTHING;
        }
        Map<Band, List<UUID>> due = dueTenants.in(queue, rooms, rounds);
        var claimed = new ArrayList<Claimed>();
        boolean more = false;
        for (Map.Entry<Band, List<UUID>> band : due.entrySet()) {
            int room = rooms.getOrDefault(band.getKey(), 0);
            List<Claimed> own = claim(queue, band.getKey(), room, band.getValue(), rounds, control);
            claimed.addAll(own);
            more |= own.size() == room;
        }
        return new Claim(claimed, more, due.values().stream().anyMatch(tenants -> !tenants.isEmpty()));
    }

    private List<Claimed> claim(
            String queue, Band band, int room, List<UUID> all, Rounds rounds, Controls.Snapshot control) {
        Round round = rounds.of(band);
        List<UUID> tenants =
                all.stream().filter(tenant -> !control.isPaused(tenant)).toList();
        boolean sweeping = round.sweeps(rounds.sweepRequests());
        if (sweeping) {
            round.beginSweep(rounds.sweepRequests());
        }
        var turns = new Turns(control::weight);
        var everServed = new HashSet<UUID>();
        int left = room;
        for (int i = 0; i < MOST_ROUNDS && left > 0 && !tenants.isEmpty(); i++) {
            Map<UUID, Integer> quanta = quanta(tenants, left, control);
            var served = new HashMap<UUID, Integer>();
            for (Taken taken : take(queue, band, quanta, left, round)) {
                UUID tenant = taken.tenant();
                round.claimed(tenant, taken.runAt(), taken.id());
                served.merge(tenant, 1, Integer::sum);
                everServed.add(tenant);
                if (taken.claimed() != null) {
                    turns.add(tenant, taken.claimed());
                }
                left--;
            }
            // Who did not use up the quantum has nothing more.
            tenants = tenants.stream()
                    .filter(tenant -> served.getOrDefault(tenant, 0).equals(quanta.get(tenant)))
                    .toList();
        }
        if (sweeping) {
            round.endSweep();
        }
        if (left > 0) {
            // They have something due that was not found: it lies behind the place that was reached.
            all.stream().filter(tenant -> !everServed.contains(tenant)).forEach(round::forget);
        }
        return turns.inOrder();
    }

    private static Map<UUID, Integer> quanta(List<UUID> tenants, int room, Controls.Snapshot control) {
        int weights = tenants.stream().mapToInt(control::weight).sum();
        var quanta = new HashMap<UUID, Integer>();
        tenants.forEach(tenant -> quanta.put(tenant, Math.max(1, room * control.weight(tenant) / weights)));
        return quanta;
    }

    /** @param claimed null when the job was not to be lent out */
    private record Taken(
            UUID tenant,
            UUID id,
            OffsetDateTime runAt,
            @Nullable Claimed claimed) {}

    private List<Taken> take(String queue, Band band, Map<UUID, Integer> quanta, int room, Round round) {
        List<UUID> tenants = List.copyOf(quanta.keySet());
        return jdbc.sql(CLAIM)
                .param("tenants", tenants.stream().map(UUID::toString).toArray(String[]::new))
                .param("quanta", tenants.stream().map(quanta::get).toArray(Integer[]::new))
                .param("afterRunAts", tenants.stream().map(round::afterRunAt).toArray(String[]::new))
                .param(
                        "afterIds",
                        tenants.stream().map(round::afterId).map(UUID::toString).toArray(String[]::new))
                .param("queue", queue)
                .param("band", band.number())
                .param("room", room)
                .query((row, number) -> taken(queue, band, row))
                .list();
    }

    private Taken taken(String queue, Band band, ResultSet row) throws SQLException {
        UUID tenant = row.getObject("tenant_id", UUID.class);
        UUID id = row.getObject("id", UUID.class);
        OffsetDateTime runAt = row.getObject("run_at", OffsetDateTime.class);
        String fate = String.valueOf(row.getString("fate"));
        if (fate.equals("leased")) {
            return new Taken(tenant, id, runAt, claimed(band, tenant, id, runAt, row));
        }
        if (!fate.equals("held")) {
            pace.count(queue, String.valueOf(row.getString("kind")), fate, 1);
        }
        return new Taken(tenant, id, runAt, null);
    }

    private static Claimed claimed(Band band, UUID tenant, UUID id, OffsetDateTime runAt, ResultSet row)
            throws SQLException {
        var waited = Duration.between(runAt, row.getObject("claimed_at", OffsetDateTime.class));
        return new Claimed(
                new Entry(
                        Claimed.rideIn(band, waited),
                        new Lease(new TenantId(tenant), id, row.getObject("token", UUID.class)),
                        row.getObject("group_id", UUID.class),
                        row.getInt("attempt"),
                        Duration.ofSeconds(row.getInt("timeout_seconds")),
                        String.valueOf(row.getString("kind")),
                        String.valueOf(row.getString("handler")),
                        Optional.ofNullable(row.getString("traceparent")).orElse(""),
                        String.valueOf(row.getString("payload"))),
                waited);
    }
}
