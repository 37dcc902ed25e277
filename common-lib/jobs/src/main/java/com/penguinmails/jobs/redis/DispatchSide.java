package com.penguinmails.jobs.redis;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A queue in Redis as the queuer sees it. Every call may throw {@code RedisException} when Redis is away. */
public final class DispatchSide {

    private static final int PUSH_CHUNK = 1_000;

    private final QueueConnections connections;
    private final QueueKeys keys;

    DispatchSide(QueueConnections connections, String queue) {
        this.connections = connections;
        this.keys = new QueueKeys(queue);
    }

    public String queue() {
        return keys.queue();
    }

    /**
     * The epoch of this run of Redis, opened when there is none. A restarted or replaced Redis gets a new one and its lists are emptied,
     * since they may be older than PostgreSQL.
     *
     * @param random makes the epoch different from every other one
     */
    public String openEpoch(UUID random) {
        var touched = new ArrayList<>(List.of(
                keys.epoch(),
                keys.list(Band.HIGH),
                keys.list(Band.NORMAL),
                keys.list(Band.LOW),
                keys.workers(),
                keys.alone(),
                keys.suspects()));
        for (String consumer : redis().hkeys(keys.workers())) {
            touched.add(keys.inflight(consumer));
        }
        redis().sadd(QueueKeys.NAMES, keys.queue());
        return Script.OPEN_EPOCH.text(redis(), touched, List.of(RunId.of(redis()), random.toString()));
    }

    /** How many entries wait in each list. */
    public Map<Band, Long> depths() {
        List<?> lengths = Script.DEPTHS.list(
                redis(), List.of(keys.list(Band.HIGH), keys.list(Band.NORMAL), keys.list(Band.LOW)), List.of());
        var depths = new EnumMap<Band, Long>(Band.class);
        for (Band band : Band.values()) {
            depths.put(band, (Long) lengths.get(band.number()));
        }
        return depths;
    }

    /** How many results wait to be written back. */
    public long waitingAcks() {
        return redis().llen(keys.ack());
    }

    /**
     * Appends entries to the list of {@code band}, which may differ from their own when they have waited long.
     *
     * @param notAfter when it is too late, by {@link #timeMillis}; the command may hang in the wire until then
     * @param maxDepth most entries the list may hold
     * @return how many were taken, counted from the first; fewer than given when the list is full or it is too late, none when the epoch is over
     */
    public int push(String epoch, long notAfter, Band band, int maxDepth, List<Entry> entries) {
        return push(epoch, notAfter, keys.list(band), maxDepth, entries);
    }

    /** The time by the clock of Redis. */
    public long timeMillis() {
        List<String> time = redis().time();
        return Long.parseLong(time.getFirst()) * 1_000 + Long.parseLong(time.getLast()) / 1_000;
    }

    /**
     * Appends entries that a worker is to have in hand one at a time.
     *
     * @param notAfter as for {@link #push}
     * @return how many were taken: all, or none when the epoch is over or it is too late
     */
    public int pushAlone(String epoch, long notAfter, List<Entry> entries) {
        return push(epoch, notAfter, keys.alone(), Integer.MAX_VALUE, entries);
    }

    private int push(String epoch, long notAfter, String list, int maxDepth, List<Entry> entries) {
        int taken = 0;
        for (int from = 0; from < entries.size(); from += PUSH_CHUNK) {
            List<Entry> chunk = entries.subList(from, Math.min(entries.size(), from + PUSH_CHUNK));
            var arguments = new ArrayList<>(List.of(
                    epoch, Long.toString(notAfter), Integer.toString(maxDepth), WakeUps.PUSHED_CHANNEL, keys.queue()));
            chunk.forEach(entry -> arguments.add(entry.text()));
            long pushed = Script.PUSH.number(redis(), List.of(list, keys.epoch()), arguments);
            taken += (int) Math.max(pushed, 0);
            if (pushed < chunk.size()) {
                break;
            }
        }
        return taken;
    }

    /**
     * Says what must not begin, in place of what was said before.
     *
     * @param stops groups that are {@code paused} or {@code cancelled}
     * @param cancelled single jobs, as they are lent out now
     * @return false when the epoch is over
     */
    public boolean stop(String epoch, Map<Group, String> stops, Set<Lease> cancelled) {
        var arguments = new ArrayList<>(List.of(epoch));
        stops.forEach((group, stop) -> {
            arguments.add(group.toString());
            arguments.add(stop);
        });
        cancelled.forEach(lease -> {
            arguments.add(lease.toString());
            arguments.add("cancelled");
        });
        return Script.STOP.number(redis(), List.of(keys.stops(), keys.epoch()), arguments) == 1;
    }

    /** What is where right now; empty when a consumer came or went in the meantime, so that the caller should look again. */
    public Optional<Census> census() {
        List<String> consumers = redis().hkeys(keys.workers());
        var touched = new ArrayList<>(List.of(
                keys.list(Band.HIGH),
                keys.list(Band.NORMAL),
                keys.list(Band.LOW),
                keys.workers(),
                keys.epoch(),
                keys.ack(),
                keys.alone()));
        for (String consumer : consumers) {
            touched.add(keys.inflight(consumer));
        }
        List<?> picture = Script.CENSUS.list(redis(), touched, consumers);
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Census(
                (String) picture.get(0),
                Long.parseLong((String) picture.get(1)),
                leases(picture.get(2)),
                leases(picture.get(3)),
                List.copyOf(leases(picture.get(4))),
                heartbeats(picture.get(5))));
    }

    /**
     * Takes all entries from a dead consumer and reports each as {@code CRASHED}, in one step. Had it one in hand over which workers had
     * died before, that one is to blame, and the others are {@code RETURNED}.
     *
     * @param heartbeat as in the census by which the consumer was judged; if it has moved since, nothing happens
     * @return how many entries it held
     */
    public int reap(String consumer, long heartbeat) {
        long reaped = Script.REAP.number(
                redis(),
                List.of(keys.inflight(consumer), keys.workers(), keys.ack(), keys.suspects()),
                List.of(consumer, Long.toString(heartbeat)));
        return (int) Math.max(reaped, 0);
    }

    /** The oldest results, at most {@code count}. They stay until {@link #trim}. */
    public Acks readAcks(int count) {
        List<String> read = Script.READ_ACKS.texts(
                redis(), List.of(keys.ack(), keys.acked(), keys.epoch()), List.of(Integer.toString(count)));
        return new Acks(
                read.get(0),
                read.get(1),
                read.subList(2, read.size()).stream().map(Result::parse).toList());
    }

    /** Removes results that were written back, unless somebody else has done so. */
    public void trim(Acks acks) {
        Script.TRIM_ACKS.number(
                redis(),
                List.of(keys.ack(), keys.acked(), keys.epoch()),
                List.of(
                        acks.epoch(),
                        acks.base(),
                        Integer.toString(acks.results().size())));
    }

    private RedisCommands<String, String> redis() {
        return connections.commands();
    }

    private static Set<Lease> leases(Object texts) {
        var leases = new HashSet<Lease>();
        for (Object text : (List<?>) texts) {
            leases.add(Lease.parse((String) text));
        }
        return leases;
    }

    private static Map<String, Long> heartbeats(Object pairs) {
        var heartbeats = new HashMap<String, Long>();
        List<?> list = (List<?>) pairs;
        for (int i = 0; i < list.size(); i += 2) {
            heartbeats.put((String) list.get(i), Long.parseLong((String) list.get(i + 1)));
        }
        return heartbeats;
    }
}
