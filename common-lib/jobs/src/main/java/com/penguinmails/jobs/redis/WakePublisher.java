package com.penguinmails.jobs.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells queuers that a queue has new jobs, at most once per queue in {@value #QUIET_NANOS} nanoseconds.
 * Never fails and never waits: who misses a wake-up finds the jobs by polling.
 */
public final class WakePublisher {

    private static final long QUIET_NANOS = 5_000_000;

    private final RedisClient client;
    private final LongSupplier nanoTime;
    private final Map<String, Long> lastWoken = new ConcurrentHashMap<>();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    public WakePublisher(RedisClient client, LongSupplier nanoTime) {
        this.client = client;
        this.nanoTime = nanoTime;
    }

    public void wake(String queue) {
        long now = nanoTime.getAsLong();
        Long last = lastWoken.put(queue, now);
        if (last != null && now - last < QUIET_NANOS) {
            return;
        }
        try {
            connection().async().publish(WakeUps.ENQUEUED_CHANNEL, queue);
        } catch (RedisException away) {
            // Polling is the backup.
            lastWoken.remove(queue);
        }
    }

    /** Connected at the first wake-up, so that a service starts, and works, without Redis. */
    private StatefulRedisConnection<String, String> connection() {
        var known = connection;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            var current = connection;
            if (current == null) {
                current = client.connect();
                connection = current;
            }
            return current;
        }
    }
}
