package com.penguinmails.jobs.redis;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A queue in Redis as one worker sees it. Every call may throw {@code RedisException} when Redis is away. */
public final class WorkSide {

    private static final int CHUNK = 500;

    private final QueueConnections connections;
    private final QueueKeys keys;
    private final Consumer consumer;

    WorkSide(QueueConnections connections, String queue, Consumer consumer) {
        this.connections = connections;
        this.keys = new QueueKeys(queue);
        this.consumer = consumer;
    }

    public String queue() {
        return keys.queue();
    }

    /**
     * Takes up to {@code count} entries: eight shares of the high list, three of the normal, one of the low; before them one of those that run
     * alone, if the consumer holds none. Fewer than wait when some belong to stopped groups.
     */
    public Fetched fetch(String epoch, int count) {
        List<String> taken = Script.FETCH.texts(
                redis(),
                List.of(
                        keys.list(Band.HIGH),
                        keys.list(Band.NORMAL),
                        keys.list(Band.LOW),
                        keys.inflight(consumer.toString()),
                        keys.workers(),
                        keys.epoch(),
                        keys.turn(),
                        keys.stops(),
                        keys.ack(),
                        keys.alone(),
                        keys.suspects()),
                List.of(epoch, consumer.toString(), Integer.toString(count), WakeUps.ACKED_CHANNEL, keys.queue()));
        String current = taken.getFirst();
        if (current.isEmpty() || !current.equals(epoch)) {
            return new Fetched.EpochChanged(current);
        }
        return new Fetched.Entries(
                taken.subList(1, taken.size()).stream().map(Entry::parse).toList());
    }

    /** Changes whenever another Redis may answer than before. Compare before a command and after its answer. */
    public int connection() {
        return connections.connection();
    }

    /** Whether {@code epoch} was opened on the Redis that answers now; an older one means lists from a backup. */
    public boolean isOfThisRun(String epoch) {
        return epoch.startsWith(RunId.of(redis()) + ":");
    }

    /**
     * Says after a loss of Redis what this consumer is working on, so that nobody else is given it.
     *
     * @return false when the epoch has changed again
     */
    public boolean register(String epoch, Collection<Lease> held) {
        var arguments = new ArrayList<>(List.of(epoch, consumer.toString()));
        held.forEach(lease -> arguments.add(lease.toString()));
        return Script.REGISTER.number(
                        redis(), List.of(keys.inflight(consumer.toString()), keys.workers(), keys.epoch()), arguments)
                == 1;
    }

    /** Proves that this consumer lives. Returns the current epoch, empty when there is none. */
    public String beat() {
        return Script.BEAT.text(redis(), List.of(keys.workers(), keys.epoch()), List.of(consumer.toString()));
    }

    /** Reports results, however late: the lease token decides in PostgreSQL whether they count. */
    public void ack(List<Result> results) {
        for (int from = 0; from < results.size(); from += CHUNK) {
            Script.ACK.number(
                    redis(),
                    List.of(keys.inflight(consumer.toString()), keys.ack()),
                    Stream.concat(
                                    Stream.of(WakeUps.ACKED_CHANNEL, keys.queue()),
                                    results.subList(from, Math.min(results.size(), from + CHUNK)).stream()
                                            .map(Result::text))
                            .toList());
        }
    }

    /** Lets go of a block each of whose jobs has been reported by itself. */
    public void close(Lease block) {
        redis().hdel(keys.inflight(consumer.toString()), block.toString());
    }

    /** Hands back what was fetched and not begun, to the head of its list. */
    public void giveBack(List<Entry> entries) {
        for (int from = 0; from < entries.size(); from += CHUNK) {
            Script.GIVE_BACK.number(
                    redis(),
                    List.of(
                            keys.list(Band.HIGH),
                            keys.list(Band.NORMAL),
                            keys.list(Band.LOW),
                            keys.inflight(consumer.toString()),
                            keys.alone()),
                    entries.subList(from, Math.min(entries.size(), from + CHUNK)).stream()
                            .map(Entry::text)
                            .toList());
        }
    }

    /** What Redis believes this consumer holds; an answer to a fetch that got lost on the way shows up here only. */
    public List<Lease> held() {
        return redis().hkeys(keys.inflight(consumer.toString())).stream()
                .map(Lease::parse)
                .toList();
    }

    /** Reports everything that earlier runs of this worker still hold as crashed; they are dead, since this one runs. */
    public void reapEarlierRuns() {
        redis().hgetall(keys.workers()).forEach((other, heartbeat) -> {
            if (consumer.isSibling(other)) {
                Script.REAP.number(
                        redis(),
                        List.of(keys.inflight(other), keys.workers(), keys.ack(), keys.suspects()),
                        List.of(other, heartbeat));
            }
        });
    }

    /** Says goodbye: this consumer holds nothing any more. */
    public void leave() {
        if (redis().hlen(keys.inflight(consumer.toString())) == 0) {
            redis().hdel(keys.workers(), consumer.toString());
            redis().hdel(keys.suspects(), consumer.toString());
        }
    }

    private RedisCommands<String, String> redis() {
        return connections.commands();
    }
}
