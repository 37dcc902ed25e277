package com.penguinmails.jobs.redis;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One consistent picture of a queue in Redis.
 *
 * @param epoch empty when there is none
 * @param nowMillis the time of Redis, by which heartbeats are measured
 * @param held in the hands of a consumer, which begins what it fetches
 * @param acknowledged results that are not yet in PostgreSQL
 * @param heartbeats consumer to Redis time in milliseconds
 */
public record Census(
        String epoch,
        long nowMillis,
        Set<Lease> waiting,
        Set<Lease> held,
        List<Lease> acknowledged,
        Map<String, Long> heartbeats) {

    /** How long ago the epoch was opened. */
    public long epochAgeMillis() {
        return epoch.isEmpty() ? 0 : nowMillis - Long.parseLong(epoch.substring(epoch.lastIndexOf(':') + 1));
    }
}
