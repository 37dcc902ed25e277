package com.penguinmails.queuer.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Paused queues and tenants, and the weights of tenants; asked from PostgreSQL at most once a second, inside the caller's transaction. */
@Component
public class Controls {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final JdbcClient jdbc;
    private volatile Snapshot snapshot = new Snapshot(Set.of(), Set.of(), Map.of(), System.nanoTime() - FRESH_NANOS);

    /**
     * What held at one moment.
     *
     * @param weights of tenants that are not like the others
     */
    public record Snapshot(
            Set<String> pausedQueues, Set<UUID> pausedTenants, Map<UUID, Integer> weights, long takenNanos) {

        public boolean isPaused(String queue) {
            return pausedQueues.contains(queue);
        }

        public boolean isPaused(UUID tenant) {
            return pausedTenants.contains(tenant);
        }

        /** How many jobs the tenant is given where others are given one. */
        public int weight(UUID tenant) {
            return weights.getOrDefault(tenant, 1);
        }
    }

    Controls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Snapshot current() {
        Snapshot known = snapshot;
        if (System.nanoTime() - known.takenNanos() < FRESH_NANOS) {
            return known;
        }
        Snapshot taken = take();
        snapshot = taken;
        return taken;
    }

    /** Something was changed just now, by this process: ask again next time. */
    public void changed() {
        Snapshot known = snapshot;
        snapshot = new Snapshot(
                known.pausedQueues(), known.pausedTenants(), known.weights(), System.nanoTime() - FRESH_NANOS);
    }

    private Snapshot take() {
        var queues = new HashSet<String>();
        jdbc.sql("select queue from queue_settings where paused_at is not null").query(row -> {
            queues.add(row.getString("queue"));
        });
        var tenants = new HashSet<UUID>();
        var weights = new HashMap<UUID, Integer>();
        jdbc.sql("select tenant_id, weight, paused_at is not null as paused from tenant_settings")
                .query(row -> {
                    UUID tenant = row.getObject("tenant_id", UUID.class);
                    if (row.getBoolean("paused")) {
                        tenants.add(tenant);
                    }
                    weights.put(tenant, row.getInt("weight"));
                });
        return new Snapshot(Set.copyOf(queues), Set.copyOf(tenants), Map.copyOf(weights), System.nanoTime());
    }
}
