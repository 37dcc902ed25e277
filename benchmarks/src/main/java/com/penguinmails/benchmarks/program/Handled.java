package com.penguinmails.benchmarks.program;

import com.penguinmails.benchmarks.process.Pause;
import com.penguinmails.benchmarks.system.NoOpJob;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** The handler of every program in Java: reads the payload and counts. */
public final class Handled {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final int POLL_MILLIS = 5;

    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong firstNanos = new AtomicLong();
    private final AtomicLong sum = new AtomicLong();

    /** Does the job. */
    public void handle(String payload) {
        if (count.get() == 0) {
            boolean _ = firstNanos.compareAndSet(0, System.nanoTime());
        }
        sum.addAndGet(json.readValue(payload, NoOpJob.class).n());
        count.incrementAndGet();
    }

    public int count() {
        return count.get();
    }

    /** Forgets when the first one was handled, and counts from zero. */
    public void reset() {
        count.set(0);
        firstNanos.set(0);
    }

    /** When the first one since the last reset was handled, as {@link System#nanoTime()} tells it. */
    public long firstNanos() {
        return firstNanos.get();
    }

    /**
     * Waits until {@code isOver}, which is not asked before that many jobs have been handled.
     *
     * @throws IllegalStateException when that takes minutes
     */
    public void await(int jobs, Question isOver) throws Exception {
        long started = System.nanoTime();
        while (count.get() < jobs || !isOver.test()) {
            if (System.nanoTime() - started > PATIENCE_NANOS) {
                throw new IllegalStateException(count.get() + " of " + jobs + " jobs were handled");
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    /** Something to be asked until the answer is yes. */
    @FunctionalInterface
    public interface Question {
        boolean test() throws Exception;
    }
}
