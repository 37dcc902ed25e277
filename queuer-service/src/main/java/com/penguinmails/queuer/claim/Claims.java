package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leases due jobs. Each tenant with something due gets the same quantum; what small tenants leave goes to the others in further rounds.
 * Rows that another queuer is claiming are skipped, not waited for.
 */
@Component
class Claims {

    private static final int MOST_TENANTS = 200;
    private static final int MOST_ROUNDS = 4;

    private static final String CLAIM = """
            with picked as materialized (
              select due.tenant_id, due.id
                from unnest(:tenants::uuid[]) as t (id)
               cross join lateral (
                 select j.tenant_id, j.id from jobs j
                  where j.status = 'queued' and j.queue = :queue and j.band = :band and j.tenant_id = t.id and j.run_at <= now()
                  order by j.run_at, j.id
                  limit :quantum
                  for update skip locked) due
               limit :room
            )
            update jobs j
               set status = 'migrated_to_redis', attempt = j.attempt + 1, started_at = null, worker_id = null,
                   lease_token = gen_random_uuid(), lease_until = now() + interval '60 seconds'
              from picked p
             where j.tenant_id = p.tenant_id and j.id = p.id
            returning j.tenant_id, j.id, j.lease_token, j.attempt, j.kind, j.handler, j.traceparent, j.payload,
                      (extract(epoch from now() - j.run_at) * 1000)::bigint as waited_millis
            """;

    private final JdbcClient jdbc;
    private final DueTenants dueTenants;
    private final Map<String, UUID> lastServed = new ConcurrentHashMap<>();

    Claims(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.dueTenants = new DueTenants(jdbc);
    }

    /** Leases at most {@code room} jobs for a minute, in an order in which tenants take turns. */
    @Transactional
    public List<Claimed> claim(String queue, Band band, int room) {
        String round = queue + " " + band;
        List<UUID> tenants = dueTenants.next(queue, band, lastServed.get(round), Math.min(room, MOST_TENANTS));
        if (!tenants.isEmpty()) {
            lastServed.put(round, tenants.getLast());
        }
        var byTenant = new LinkedHashMap<TenantId, Queue<Claimed>>();
        int left = room;
        for (int i = 0; i < MOST_ROUNDS && left > 0 && !tenants.isEmpty(); i++) {
            int quantum = Math.max(1, left / tenants.size());
            var served = new LinkedHashMap<UUID, Integer>();
            for (Claimed claimed : claim(queue, band, tenants, quantum, left)) {
                TenantId tenant = claimed.entry().lease().tenant();
                byTenant.computeIfAbsent(tenant, key -> new ArrayDeque<>()).add(claimed);
                served.merge(tenant.value(), 1, Integer::sum);
                left--;
            }
            // Who did not use up the quantum has nothing more.
            tenants = tenants.stream()
                    .filter(tenant -> served.getOrDefault(tenant, 0) == quantum)
                    .toList();
        }
        return takingTurns(byTenant);
    }

    private List<Claimed> claim(String queue, Band band, List<UUID> tenants, int quantum, int room) {
        return jdbc.sql(CLAIM)
                .param("tenants", tenants.stream().map(UUID::toString).toArray(String[]::new))
                .param("queue", queue)
                .param("band", band.number())
                .param("quantum", quantum)
                .param("room", room)
                .query((row, number) -> claimed(band, row))
                .list();
    }

    private static Claimed claimed(Band band, ResultSet row) throws SQLException {
        var waited = Duration.ofMillis(row.getLong("waited_millis"));
        var lease = new Lease(
                TenantId.of(row.getString("tenant_id")),
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("lease_token")));
        return new Claimed(
                new Entry(
                        Claimed.rideIn(band, waited),
                        lease,
                        row.getInt("attempt"),
                        row.getString("kind"),
                        row.getString("handler"),
                        Optional.ofNullable(row.getString("traceparent")).orElse(""),
                        row.getString("payload")),
                waited);
    }

    private static List<Claimed> takingTurns(Map<TenantId, Queue<Claimed>> byTenant) {
        var order = new ArrayList<Claimed>();
        var waiting = new ArrayDeque<>(byTenant.values());
        while (!waiting.isEmpty()) {
            Queue<Claimed> own = waiting.remove();
            order.add(own.remove());
            if (!own.isEmpty()) {
                waiting.add(own);
            }
        }
        return order;
    }
}
