package com.penguinmails.jobs.redis;

import io.lettuce.core.RedisException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tells queuers that a queue has new jobs, at most once per queue in five milliseconds.
 * Never fails and hardly waits: who misses a wake-up finds the jobs by polling.
 */
public final class WakePublisher {

    private static final long QUIET_NANOS = 5_000_000;
    private static final long GIVE_UP_NANOS = 1_000_000_000;

    private final QueueConnections redis;
    private final LongSupplier nanoTime;
    private final Map<String, Long> lastWoken = new ConcurrentHashMap<>();
    private volatile long quietUntil = Long.MIN_VALUE;

    WakePublisher(QueueConnections redis, LongSupplier nanoTime) {
        this.redis = redis;
        this.nanoTime = nanoTime;
    }

    public void wake(String queue) {
        long now = nanoTime.getAsLong();
        Long last = lastWoken.get(queue);
        if (now < quietUntil || (last != null && now - last < QUIET_NANOS)) {
            return;
        }
        lastWoken.put(queue, now);
        try {
            // Nobody waits for the answer: it would only say how many queuers listen.
            var _ = redis.commands().getStatefulConnection().async().publish(WakeUps.ENQUEUED_CHANNEL, queue);
        } catch (RedisException away) {
            // Polling is the backup, and a request must not wait for a Redis that is away time and again.
            quietUntil = nanoTime.getAsLong() + GIVE_UP_NANOS;
        }
    }
}
