package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.queuer.control.Controls;
import com.penguinmails.queuer.pace.Pace;
import com.penguinmails.tenancy.TextArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leases due jobs. Each tenant with something due gets the same quantum, or as many times that as its weight says; what small tenants leave
 * goes to the others in further rounds. Rows that another queuer is claiming are skipped, not waited for.
 */
@Component
class Claims {

    private static final int MOST_ROUNDS = 4;

    /**
     * One statement takes each job from the ready ones and, as a rule, leases it. Those that may be lent together are only named, {@link Lending}
     * makes the blocks; so are those whose time has passed or whose group was stopped, which are few: {@link Aside} puts them away.
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
                    and (r.run_at, r.id) > (case when :lookBack and t.after_run_at > now() - interval '4 seconds' then t.after_run_at - interval '2 seconds'
                                                 else t.after_run_at end, t.after_id)
                  order by r.run_at, r.id
                  limit t.quantum
                  for update skip locked) d
               limit :room
            ), taken as (
              -- All at once, not one by one as a join would.
              delete from job_ready r where r.ctid = any (array(select row from due)) returning r.*
            ), asked as (
              select tenant_id, array_agg(id) as ids from taken group by tenant_id
            ), said as (
              -- Once per tenant, and only in the days from the first to the last id: a join would go through all days for each job.
              select j.* from asked cross join lateral (
                select tenant_id, id, kind, handler, unique_key, group_id, traceparent, payload, timeout_seconds, together, deadline from jobs
                 where tenant_id = asked.tenant_id and id = any (asked.ids)
                   and id between (select id from taken order by id limit 1) and (select id from taken order by id desc limit 1)
                offset 0) j
            ), judged as (
              select t.*, j.kind, j.handler, j.unique_key, j.group_id, j.traceparent, j.payload, j.timeout_seconds, j.together,
                     case when s.stop = 'cancelled' then 'cancelled'
                          when j.deadline <= now() then 'failed'
                          when s.stop = 'paused' then 'held'
                          -- With a history, or a key to be given free, it needs a row of its own.
                          when j.together > 1 and t.attempt = 0 and t.crashes = 0 and t.last_error is null and j.unique_key is null then 'together'
                          else 'leased' end as fate
                from taken t
                -- Each has its other half. A full join is never made by comparing all with all, however few rows are expected.
                full join said j on j.tenant_id = t.tenant_id and j.id = t.id
                left join group_stops s on s.tenant_id = j.tenant_id and s.group_id = j.group_id
            ), described as materialized (
              select judged.*, case when fate = 'leased' then gen_random_uuid() end as token from judged
            ), leased as (
              insert into job_leased (tenant_id, id, token, queue, band, kind, unique_key, group_id, attempt, crashes, run_at, lease_until, last_error)
              select tenant_id, id, token, queue, band, kind, unique_key, group_id, attempt + 1, crashes, run_at, now() + interval '60 seconds', last_error
                from described where fate = 'leased'
            )
            select tenant_id, id, run_at, fate, kind, now(), token, group_id, attempt + 1, crashes, timeout_seconds, handler, traceparent, payload, together, attempt, last_error
              from described
            """;

    private final JdbcClient jdbc;
    private final Lending lending;
    private final Aside aside;
    private final DueTenants dueTenants;
    private final Controls controls;

    Claims(JdbcClient jdbc, TransactionTemplate transaction, Controls controls, Pace pace) {
        this.jdbc = jdbc;
        this.lending = new Lending(jdbc);
        this.aside = new Aside(jdbc, pace);
        this.dueTenants = new DueTenants(jdbc, transaction);
        this.controls = controls;
    }

    /**
     * The tenants with something due in each band, paused ones too; no band when the queue is paused.
     *
     * @param rooms most jobs per band
     */
    public Map<Band, List<UUID>> due(String queue, Map<Band, Integer> rooms, Rounds rounds) {
        return controls.current().isPaused(queue) ? Map.of() : dueTenants.in(queue, rooms, rounds);
    }

    /**
     * Leases jobs of one band for a minute, in an order in which tenants take turns.
     *
     * @param due the tenants that {@link #due} has named
     * @param room most jobs
     */
    @Transactional
    public Claim claim(String queue, Band band, int room, List<UUID> due, Rounds rounds) {
        Controls.Snapshot control = controls.current();
        Round round = rounds.of(band);
        List<UUID> tenants =
                due.stream().filter(tenant -> !control.isPaused(tenant)).toList();
        boolean sweeping = round.sweeps(rounds.sweepRequests());
        if (sweeping) {
            round.beginSweep(rounds.sweepRequests());
        }
        var taken = new ArrayList<Taken>();
        var everServed = new HashSet<UUID>();
        int left = room;
        for (int i = 0; i < MOST_ROUNDS && left > 0 && !tenants.isEmpty(); i++) {
            Map<UUID, Integer> quanta = quanta(tenants, left, control);
            var found = new ArrayList<>(take(queue, band, quanta, left, round));
            Map<UUID, Served> served = Served.by(found);
            served.forEach((tenant, own) ->
                    round.claimed(tenant, own.last().runAt(), own.last().id()));
            if (served.values().stream().anyMatch(own -> !own.inOrder())) {
                found.sort(Taken.AS_DUE);
            }
            taken.addAll(found);
            left -= found.size();
            everServed.addAll(served.keySet());
            // Who did not use up the quantum has nothing more.
            tenants = tenants.stream()
                    .filter(tenant -> Served.jobs(served, tenant) == quanta.getOrDefault(tenant, -1))
                    .toList();
        }
        if (sweeping) {
            round.endSweep();
        }
        round.endClaim(left == 0);
        if (left > 0) {
            // They have something due that was not found: it lies behind the place that was reached.
            due.stream().filter(tenant -> !everServed.contains(tenant)).forEach(round::forget);
        }
        var turns = new Turns(control::weight);
        aside.put(queue, band, taken);
        lending.lend(queue, band, taken).forEach(turns::add);
        return new Claim(turns.inOrder(), left == 0);
    }

    private static Map<UUID, Integer> quanta(List<UUID> tenants, int room, Controls.Snapshot control) {
        int weights = tenants.stream().mapToInt(control::weight).sum();
        var quanta = new HashMap<UUID, Integer>();
        tenants.forEach(tenant -> quanta.put(tenant, Math.max(1, room * control.weight(tenant) / weights)));
        return quanta;
    }

    private List<Taken> take(String queue, Band band, Map<UUID, Integer> quanta, int room, Round round) {
        List<UUID> tenants = List.copyOf(quanta.keySet());
        var rows = new Taken.Reader(band);
        return jdbc.sql(CLAIM)
                .param("tenants", TextArray.of(tenants))
                .param("quanta", tenants.stream().map(quanta::get).toArray(Integer[]::new))
                .param("afterRunAts", TextArray.of(tenants, round::afterRunAt))
                .param("afterIds", TextArray.of(tenants, round::afterId))
                .param("queue", queue)
                .param("band", band.number())
                .param("room", room)
                .param("lookBack", round.looksBack())
                .query((row, number) -> rows.read(row))
                .list();
    }
}
