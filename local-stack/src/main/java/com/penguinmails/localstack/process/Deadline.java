package com.penguinmails.localstack.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long something is waited for, and a pause between two looks. */
public final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    private boolean passed() {
        return System.nanoTime() - endNanos >= 0;
    }

    /** Waits a moment; false when the time is over or the thread is to stop. */
    public boolean pause(Duration moment) {
        if (passed() || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(moment.toNanos());
        return true;
    }
}
