package com.penguinmails.worker.consume;

import com.penguinmails.jobs.redis.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An entry, of one job or of a block, in the hands of this worker, from the fetch until Redis has its result.
 *
 * @param since when it was fetched, or begun where it had to wait for others of its kind
 * @param block null for one job
 * @param proof whether this worker can still prove that it holds it
 */
record Held(Entry entry, @Nullable OpenBlock block, Instant since, long sinceNanos, BooleanSupplier proof) {

    Duration age(long nowNanos) {
        return Duration.ofNanos(nowNanos - sinceNanos);
    }
}
