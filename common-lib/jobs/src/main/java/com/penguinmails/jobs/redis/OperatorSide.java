package com.penguinmails.jobs.redis;

import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A queue in Redis as an operator looks at it. Every call may throw {@code RedisException} when Redis is away. */
public final class OperatorSide {

    private static final int CHUNK = 1_000;

    private final QueueConnections connections;
    private final QueueKeys keys;

    OperatorSide(QueueConnections connections, String queue) {
        this.connections = connections;
        this.keys = new QueueKeys(queue);
    }

    /**
     * Empties the lists: every entry is reported as never begun, and the write-back returns it to PostgreSQL. What a worker has fetched
     * stays with it.
     *
     * @return how many entries there were
     */
    public int drain() {
        int drained = 0;
        List<String> lists = List.of(keys.list(Band.HIGH), keys.list(Band.NORMAL), keys.list(Band.LOW), keys.alone());
        for (String list : lists) {
            long moved;
            do {
                moved = Script.DRAIN.number(
                        redis(),
                        List.of(list, keys.ack()),
                        List.of(Integer.toString(CHUNK), WakeUps.ACKED_CHANNEL, keys.queue()));
                drained += (int) moved;
            } while (moved == CHUNK);
        }
        return drained;
    }

    /** Where a lease is right now, by itself or with its block. Reads the lists, so it is for people and not for loops. */
    public Whereabouts find(Lease lease) {
        List<String> consumers = redis().hkeys(keys.workers());
        var touched = new ArrayList<>(List.of(
                keys.list(Band.HIGH),
                keys.list(Band.NORMAL),
                keys.list(Band.LOW),
                keys.ack(),
                keys.workers(),
                keys.alone()));
        var arguments = new ArrayList<>(List.of(lease.toString(), lease.block().toString()));
        for (String consumer : consumers) {
            touched.add(keys.inflight(consumer));
            arguments.add(consumer);
        }
        List<String> found = Script.FIND.texts(redis(), touched, arguments);
        return switch (found.getFirst()) {
            case "alone" -> new Whereabouts.InAloneList(Integer.parseInt(found.get(1)), Integer.parseInt(found.get(2)));
            case "list" ->
                new Whereabouts.InList(
                        Band.values()[Integer.parseInt(found.get(1))],
                        Integer.parseInt(found.get(2)),
                        Integer.parseInt(found.get(3)));
            case "hands" ->
                new Whereabouts.InHands(
                        found.get(1),
                        Instant.ofEpochMilli(Long.parseLong(found.get(2))),
                        Duration.ofMillis(Math.max(0, Long.parseLong(found.get(4)) - Long.parseLong(found.get(3)))));
            case "acknowledged" -> new Whereabouts.Acknowledged();
            default -> new Whereabouts.Nowhere();
        };
    }

    /** Every run of a worker that has said it serves this queue and has not left, with the time since its last heartbeat. */
    public Map<String, Duration> workers() {
        long now = redisMillis();
        var silences = new HashMap<String, Duration>();
        redis().hgetall(keys.workers())
                .forEach((consumer, beat) ->
                        silences.put(consumer, Duration.ofMillis(Math.max(0, now - Long.parseLong(beat)))));
        return silences;
    }

    private long redisMillis() {
        List<String> time = redis().time();
        return Long.parseLong(time.get(0)) * 1_000 + Long.parseLong(time.get(1)) / 1_000;
    }

    private RedisCommands<String, String> redis() {
        return connections.commands();
    }
}
