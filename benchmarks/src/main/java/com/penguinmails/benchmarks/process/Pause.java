package com.penguinmails.benchmarks.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting, in a program whose trade is time. */
public final class Pause {

    private Pause() {}

    public static void millis(long millis) throws InterruptedException {
        untilNanos(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Waits until {@link System#nanoTime()} has reached {@code instant}; returns at once when it has. */
    public static void untilNanos(long instant) throws InterruptedException {
        long left = instant - System.nanoTime();
        while (left > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
            left = instant - System.nanoTime();
        }
    }
}
