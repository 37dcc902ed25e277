package com.penguinmails.benchmarks.ours;

import com.penguinmails.benchmarks.process.Pause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Adds jobs one by one, each in a transaction of its own, at moments fixed beforehand. A late one does not put off the next, and its
 * time counts from when it should have been: waiting for the system is the system's time.
 */
final class OpenLoop {

    private static final int THREADS = 8;
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Producer producer;
    private final Clock clock;

    OpenLoop(Producer producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * When each job should have been added and when it had been, in microseconds since 1970.
     */
    record Moments(long[] intended, long[] added) {}

    /** Job {@code i} carries the number {@code -1 - from - i}. */
    Moments run(long from, int perSecond, int jobs) throws InterruptedException {
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long startMicros = NoOpHandler.micros(clock.instant());
        long start = System.nanoTime() + LEAD_NANOS;
        long[] intended = new long[jobs];
        long[] added = new long[jobs];
        for (int job = 0; job < jobs; job++) {
            intended[job] = startMicros + TimeUnit.NANOSECONDS.toMicros(LEAD_NANOS + gap * job);
        }
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < THREADS; lane++) {
            int first = lane;
            lanes.add(() -> {
                for (int job = first; job < jobs; job += THREADS) {
                    Pause.untilNanos(start + gap * job);
                    producer.addOne(-1 - from - job);
                    added[job] = NoOpHandler.micros(clock.instant());
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("jobs could not be added", failure.getCause());
        }
        return new Moments(intended, added);
    }
}
