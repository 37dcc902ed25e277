package com.penguinmails.queuer.operate.queues;

import com.penguinmails.jobs.redis.Band;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One queue as operators see it.
 *
 * @param due ready to run, still in PostgreSQL only
 * @param scheduled for later, retries included
 * @param held because their group is paused
 * @param leased in Redis or in the hands of a worker
 * @param redisDepth entries waiting in each list of Redis; null while Redis does not answer
 * @param workers runs of workers that have given a sign of life within twelve seconds; null while Redis does not answer
 * @param oldestDueSeconds how long the oldest due job has waited; 0 when none is due
 * @param pausedSince null when it is not paused
 * @param finishedPerSecond carried out, successfully or not, on average over the last minute and over the last five; by all queuers, up to ten
 *     seconds behind
 * @param failuresLastHour jobs that ended as failed, by kind
 */
record QueueState(
        String queue,
        long due,
        long scheduled,
        long held,
        long leased,
        @Nullable Map<Band, Long> redisDepth,
        @Nullable Integer workers,
        long oldestDueSeconds,
        @Nullable Instant pausedSince,
        PerSecond finishedPerSecond,
        Map<String, Long> failuresLastHour) {

    record PerSecond(double lastMinute, double lastFiveMinutes) {}
}
