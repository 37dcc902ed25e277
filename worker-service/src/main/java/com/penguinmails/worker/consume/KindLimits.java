package com.penguinmails.worker.consume;

import com.penguinmails.jobs.redis.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many jobs of a kind run at once, where the kind has a limit.
 *
 * <p>As many again are kept at hand, so that one begins the moment another ends; they take no place from other kinds. What comes beyond
 * that is sent away until its turn, at the pace at which the kind's jobs end: the first of them comes back in a second, the last in five
 * minutes at most, so a queue full of one kind neither blocks the others nor goes round and round.
 */
final class KindLimits {

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofMinutes(5);
    private static final double NEWEST_COUNTS = 0.2;

    private final Map<String, Kind> kinds = new HashMap<>();
    private final Clock clock;

    /** @param limits by kind; kinds that are absent have none */
    KindLimits(Map<String, Integer> limits, Clock clock) {
        this.clock = clock;
        limits.forEach((kind, limit) -> kinds.put(kind, new Kind(Math.max(1, limit))));
    }

    /** What may be done with a fetched entry. */
    sealed interface Turn {

        record Begin() implements Turn {}

        /** Kept here; {@link #ended} gives it out. */
        record Wait() implements Turn {}

        record Later(Instant at, String reason) implements Turn {}
    }

    private static final class Kind {
        private final int limit;
        private final Deque<Entry> waiting = new ArrayDeque<>();
        private int running;
        private double meanNanos = Duration.ofSeconds(1).toNanos();
        private Instant nextTurn = Instant.MIN;

        private Kind(int limit) {
            this.limit = limit;
        }
    }

    synchronized Turn admit(Entry entry) {
        Kind kind = kinds.get(entry.kind());
        if (kind == null) {
            return new Turn.Begin();
        }
        if (kind.running < kind.limit) {
            kind.running++;
            return new Turn.Begin();
        }
        if (kind.waiting.size() < kind.limit) {
            kind.waiting.add(entry);
            return new Turn.Wait();
        }
        return new Turn.Later(turn(kind), "one worker runs " + kind.limit + " of its kind at once");
    }

    private Instant turn(Kind kind) {
        Instant now = clock.instant();
        Instant soonest = now.plus(SOONEST);
        Instant turn = kind.nextTurn.isBefore(soonest) ? soonest : kind.nextTurn;
        Instant latest = now.plus(LATEST);
        if (turn.isAfter(latest)) {
            return latest;
        }
        kind.nextTurn = turn.plusNanos((long) (kind.meanNanos / kind.limit));
        return turn;
    }

    /** One that began has ended. Returns the one that begins in its place; null when none waits. */
    synchronized @Nullable Entry ended(Entry entry, Duration took) {
        Kind kind = kinds.get(entry.kind());
        if (kind == null) {
            return null;
        }
        kind.meanNanos += NEWEST_COUNTS * (took.toNanos() - kind.meanNanos);
        Entry next = kind.waiting.poll();
        if (next == null) {
            kind.running--;
        }
        return next;
    }

    /** Takes back everything that waits. */
    synchronized List<Entry> takeWaiting() {
        var taken = new ArrayList<Entry>();
        kinds.values().forEach(kind -> {
            taken.addAll(kind.waiting);
            kind.waiting.clear();
        });
        return taken;
    }
}
