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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * Dispatches one queue. A turn: look how much room the lists have and who has something due; then, band by band, lease that many jobs, commit, push.
 *
 * <p>Several threads may take turns: PostgreSQL looks for the jobs of one claim while another one is committed and pushed.
 */
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
    private final Runnable onMore;
    // Room in the lists that turns under way may still use up.
    private final Map<Band, AtomicInteger> promised = new EnumMap<>(Band.class);

    /** @param onMore told while a turn goes on that another one would find more to do */
    Dispatcher(
            DispatchSide redis,
            QueueEpoch epochs,
            Rounds rounds,
            Claims claims,
            Settlement settlement,
            QueuerProperties properties,
            DispatchMetrics metrics,
            Runnable onMore) {
        this.redis = redis;
        this.epochs = epochs;
        this.rounds = rounds;
        this.claims = claims;
        this.settlement = settlement;
        this.properties = properties;
        this.metrics = metrics;
        this.size = new ClaimSize(properties.claimBatch());
        this.onMore = onMore;
        for (Band band : Band.values()) {
            promised.put(band, new AtomicInteger());
        }
    }

    /** Returns how long the next turn may wait. */
    @Override
    public Duration take() {
        String epoch = epochs.current();
        Map<Band, Integer> rooms = promise();
        try {
            return take(epoch, rooms);
        } finally {
            rooms.forEach((band, room) -> promised(band).addAndGet(-room));
        }
    }

    private Duration take(String epoch, Map<Band, Integer> rooms) {
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
        Claim claim = claims.claim(redis.queue(), band, room, tenants, rounds, onMore);
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

    /** The room that there is in each list, if it is worth a claim; it counts as used until the turn ends. */
    private synchronized Map<Band, Integer> promise() {
        var rooms = new EnumMap<Band, Integer>(Band.class);
        // Before the depths are asked for: what arrives in between is counted twice, and not left out.
        var used = new EnumMap<Band, Integer>(Band.class);
        promised.forEach((band, room) -> used.put(band, room.get()));
        redis.depths().forEach((band, depth) -> {
            int underWay = used.getOrDefault(band, 0);
            int room = properties.maxDepth() - depth.intValue() - underWay;
            if (room >= least(underWay > 0)) {
                rooms.put(band, Math.min(size.now(), room));
            }
        });
        rooms.forEach((band, room) -> promised(band).addAndGet(room));
        return rooms;
    }

    /**
     * The room that is worth a claim. One beside another only while less than half of the list is spoken for: then there is no hurry, and claims that
     * several queuers make at once would be pushed in any order, the many jobs of one tenant before the few of others.
     */
    private int least(boolean besideAnother) {
        return besideAnother ? properties.maxDepth() / 2 + 1 : Math.max(1, properties.maxDepth() / REFILL_SHARE);
    }

    private AtomicInteger promised(Band band) {
        return Objects.requireNonNull(promised.get(band));
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
