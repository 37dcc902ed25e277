package com.penguinmails.gateway.limits;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts of this process alone, for as long as Redis is away. Half of each rate, since another gateway counts for itself too.
 *
 * <p>The same algorithm as in {@code take.lua}.
 */
final class LocalCounters {

    /** Beyond this many callers the newcomers share one count: memory is bounded, whoever asks. */
    private static final int MAX_KEYS = 50_000;

    private static final String EVERYBODY_ELSE = "everybody else";

    private final Clock clock;
    /** By bucket: when it is full again, in milliseconds since 1970. */
    private final ConcurrentHashMap<String, Double> fullAt = new ConcurrentHashMap<>();

    private volatile long tidiedAt;

    LocalCounters(Clock clock) {
        this.clock = clock;
    }

    /** Takes one request from each bucket, or from none when one of them refuses. */
    synchronized List<Decision> take(List<Bucket> buckets) {
        long now = clock.millis();
        tidy(now);
        var decisions = new ArrayList<Decision>();
        for (Bucket bucket : buckets) {
            Rate rate = bucket.rate().half();
            double from = Math.max(now, fullAt.getOrDefault(keyOf(bucket), 0.0));
            decisions.add(new Decision(bucket.policy(), rate, from - now + rate.millisPerRequest()));
        }
        if (decisions.stream().allMatch(Decision::allowed)) {
            for (int i = 0; i < buckets.size(); i++) {
                fullAt.put(keyOf(buckets.get(i)), now + decisions.get(i).backlogMillis());
            }
        }
        return decisions;
    }

    private String keyOf(Bucket bucket) {
        return fullAt.size() < MAX_KEYS || fullAt.containsKey(bucket.key()) ? bucket.key() : EVERYBODY_ELSE;
    }

    /** Full buckets need not be remembered. */
    private void tidy(long now) {
        if (now - tidiedAt >= 1_000) {
            fullAt.values().removeIf(full -> full <= now);
            tidiedAt = now;
        }
    }
}
