package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.queuer.QueuerProperties;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Dispatches one queue. A turn: look how much room the lists have and who has something due; then, band by band, lease that many jobs, commit, push. */
final class Dispatcher implements Loop.Turn {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration WHEN_FULL = Duration.ofMillis(10);
    private static final Duration WHEN_BUSY = Duration.ofMillis(100);
    private static final Duration WHEN_IDLE = Duration.ofSeconds(1);

    /** A list is filled up again when a quarter of it is free: topping it up job by job would cost a transaction each. */
    private static final int REFILL_SHARE = 4;

    /**
     * What is pushed later than this after its claim began must not arrive: the audit may have taken the jobs back. The audit waits longer. A
     * queuer that was stopped in between sees it by itself; Redis refuses what hung in the wire.
     */
    private static final Duration TOO_LATE = Duration.ofSeconds(3);

    private final DispatchSide redis;
    private final QueueEpoch epochs;
    private final Rounds rounds;
    private final Claims claims;
    private final Settlement settlement;
    private final QueuerProperties properties;
    private final DispatchMetrics metrics;
    private final ClaimSize size;

    Dispatcher(
            DispatchSide redis,
            QueueEpoch epochs,
            Rounds rounds,
            Claims claims,
            Settlement settlement,
            QueuerProperties properties,
            DispatchMetrics metrics) {
        this.redis = redis;
        this.epochs = epochs;
        this.rounds = rounds;
        this.claims = claims;
        this.settlement = settlement;
        this.properties = properties;
        this.metrics = metrics;
        this.size = new ClaimSize(properties.claimBatch());
    }

    /** Returns how long the next turn may wait. */
    @Override
    public Duration take() {
        String epoch = epochs.current();
        Map<Band, Integer> rooms = rooms();
        boolean full = rooms.size() < Band.values().length;
        if (rooms.isEmpty()) {
            return WHEN_FULL;
        }
        Map<Band, List<UUID>> due = claims.due(redis.queue(), rooms, rounds);
        boolean more = false;
        boolean any = false;
        for (Map.Entry<Band, List<UUID>> band : due.entrySet()) {
            if (!band.getValue().isEmpty()) {
                any = true;
                more |= dispatch(epoch, band.getKey(), rooms.getOrDefault(band.getKey(), 0), band.getValue());
            }
        }
        if (more) {
            return AT_ONCE;
        }
        if (full) {
            return WHEN_FULL;
        }
        return any ? WHEN_BUSY : WHEN_IDLE;
    }

    /** One band at a time: what is leased is pushed before anything else is asked for. Returns whether more may wait. */
    private boolean dispatch(String epoch, Band band, int room, List<UUID> tenants) {
        long notAfter = redis.timeMillis() + TOO_LATE.toMillis();
        long started = System.nanoTime();
        Claim claim = claims.claim(redis.queue(), band, room, tenants, rounds);
        long claimNanos = System.nanoTime() - started;
        if (isTooLate(started)) {
            size.tooLate();
        } else {
            size.inTime();
        }
        push(epoch, notAfter, claim.jobs(), started);
        metrics.count(redis.queue(), claim.jobs(), claimNanos);
        return claim.more();
    }

    private Map<Band, Integer> rooms() {
        var rooms = new EnumMap<Band, Integer>(Band.class);
        redis.depths().forEach((band, depth) -> {
            int room = properties.maxDepth() - depth.intValue();
            if (room >= Math.max(1, properties.maxDepth() / REFILL_SHARE)) {
                rooms.put(band, Math.min(size.now(), room));
            }
        });
        return rooms;
    }

    private void push(String epoch, long notAfter, List<Claimed> claimed, long claimStarted) {
        List<Entry> alone =
                claimed.stream().map(Claimed::entry).filter(Entry::alone).toList();
        push(claimStarted, alone, entries -> redis.pushAlone(epoch, notAfter, entries));
        Map<Band, List<Entry>> byList = new EnumMap<>(Band.class);
        claimed.stream()
                .map(Claimed::entry)
                .filter(entry -> !entry.alone())
                .forEach(entry -> byList.computeIfAbsent(entry.band(), list -> new ArrayList<>())
                        .add(entry));
        byList.forEach((list, some) ->
                push(claimStarted, some, entries -> redis.push(epoch, notAfter, list, properties.maxDepth(), entries)));
    }

    private void push(long claimStarted, List<Entry> entries, ToIntFunction<List<Entry>> push) {
        int pushed = isTooLate(claimStarted) ? 0 : push.applyAsInt(entries);
        if (pushed < entries.size()) {
            epochs.doubt();
            List<Lease> unpushed = entries.subList(pushed, entries.size()).stream()
                    .map(Entry::lease)
                    .toList();
            settlement.release(unpushed);
        }
    }

    private static boolean isTooLate(long claimStarted) {
        return System.nanoTime() - claimStarted > TOO_LATE.toNanos();
    }
}
