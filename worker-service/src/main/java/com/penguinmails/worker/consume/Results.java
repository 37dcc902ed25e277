package com.penguinmails.worker.consume;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Results on their way to Redis: kept until Redis has them, and for half a minute longer, because a Redis that is lost takes along what
 * the queuer has not written back yet. Sending one twice does no harm.
 */
final class Results {

    private static final int BATCH = 500;
    private static final int MOST_REMEMBERED = 50_000;
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(30).toNanos();

    private final WorkSide redis;
    private final LongSupplier nanoTime;
    private final Consumer<Lease> delivered;
    private final ConcurrentLinkedQueue<Result> waiting = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Lease> closing = new ConcurrentLinkedQueue<>();
    private final Deque<Sent> sent = new ArrayDeque<>();

    private record Sent(Result result, long atNanos) {}

    /** @param delivered told of each lease whose result Redis has for the first time, and of each block that is closed */
    Results(WorkSide redis, LongSupplier nanoTime, Consumer<Lease> delivered) {
        this.redis = redis;
        this.nanoTime = nanoTime;
        this.delivered = delivered;
    }

    void add(Result result) {
        waiting.add(result);
    }

    /** Lets go of a block once the results of its jobs, which were added before, are delivered. */
    void close(Lease block) {
        closing.add(block);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Sends everything that waits; throws, and keeps what is unsent, when Redis is away. Only one thread may call. */
    void send() {
        List<Lease> closable = List.copyOf(closing);
        var batch = new ArrayList<Result>();
        while (!waiting.isEmpty()) {
            batch.clear();
            waiting.stream().limit(BATCH).forEach(batch::add);
            redis.ack(batch);
            batch.forEach(result -> {
                waiting.remove();
                remember(result);
                delivered.accept(result.lease());
            });
        }
        for (Lease block : closable) {
            redis.close(block);
            closing.remove();
            delivered.accept(block);
        }
    }

    /** Sends again what Redis may have lost. */
    void sendAgain() {
        List<Result> recent;
        synchronized (sent) {
            recent = sent.stream().map(Sent::result).toList();
        }
        redis.ack(recent);
    }

    private void remember(Result result) {
        long now = nanoTime.getAsLong();
        synchronized (sent) {
            sent.addLast(new Sent(result, now));
            while (sent.size() > MOST_REMEMBERED || now - sent.getFirst().atNanos() > REMEMBERED_NANOS) {
                sent.removeFirst();
            }
        }
    }
}
