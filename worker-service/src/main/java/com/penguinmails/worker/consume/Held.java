package com.penguinmails.worker.consume;

import com.penguinmails.jobs.redis.Entry;
import java.time.Duration;
import java.time.Instant;

/**
 * An entry in the hands of this worker, from the fetch until Redis has its result.
 *
 * @param since when it was fetched, or begun where it had to wait for others of its kind
 */
record Held(Entry entry, Instant since, long sinceNanos) {

    Duration age(long nowNanos) {
        return Duration.ofNanos(nowNanos - sinceNanos);
    }
}
