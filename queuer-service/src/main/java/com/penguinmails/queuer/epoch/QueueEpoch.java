package com.penguinmails.queuer.epoch;

import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.kernel.Ids;
import java.time.Duration;

/** The epoch of one queue, asked from Redis at most once a second, since every push checks it anyway. */
public final class QueueEpoch {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final DispatchSide redis;
    private final Ids ids;
    private String epoch = "";
    private long askedNanos;

    public QueueEpoch(DispatchSide redis, Ids ids) {
        this.redis = redis;
        this.ids = ids;
    }

    /** Opens an epoch when there is none; throws when Redis is away. */
    public synchronized String current() {
        long now = System.nanoTime();
        if (epoch.isEmpty() || now - askedNanos > FRESH_NANOS) {
            epoch = redis.openEpoch(ids.next());
            askedNanos = now;
        }
        return epoch;
    }

    /** Something was refused: ask again next time. */
    public synchronized void doubt() {
        epoch = "";
    }
}
