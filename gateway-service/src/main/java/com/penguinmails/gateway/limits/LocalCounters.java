package com.penguinmails.gateway.limits;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Counts of this process alone, for as long as Redis is away. Half of the limit, since another gateway counts for itself too. */
final class LocalCounters {

    /** Beyond this many callers in a minute the newcomers share one count: memory is bounded, whoever asks. */
    private static final int MAX_KEYS = 50_000;

    private static final long MINUTE = 60;

    private record Window(long minute, ConcurrentHashMap<String, AtomicLong> counts) {}

    private final Clock clock;
    private final AtomicReference<Window> current = new AtomicReference<>(new Window(0, new ConcurrentHashMap<>()));

    LocalCounters(Clock clock) {
        this.clock = clock;
    }

    Decision count(Bucket bucket) {
        long seconds = clock.instant().getEpochSecond();
        var counts = windowOf(seconds / MINUTE).counts();
        String key = counts.size() < MAX_KEYS || counts.containsKey(bucket.key()) ? bucket.key() : "everybody else";
        long count = counts.computeIfAbsent(key, name -> new AtomicLong()).incrementAndGet();
        return new Decision(Math.max(1, bucket.perMinute() / 2), count, MINUTE - seconds % MINUTE);
    }

    private Window windowOf(long minute) {
        return current.updateAndGet(
                window -> window.minute() == minute ? window : new Window(minute, new ConcurrentHashMap<>()));
    }
}
