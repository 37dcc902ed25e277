package com.penguinmails.worker.consume;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When this consumer last proved that it lives, by its own monotonic clock. */
final class Heartbeat {

    private final LongSupplier nanoTime;
    private final long proofNanos;
    private volatile long lastNanos;
    private volatile boolean beaten;

    Heartbeat(LongSupplier nanoTime, Duration proof) {
        this.nanoTime = nanoTime;
        this.proofNanos = proof.toNanos();
    }

    /** Runs a beat. Its time is that before it was sent: on the way it may have taken long. */
    String beat(java.util.function.Supplier<String> send) {
        long sent = nanoTime.getAsLong();
        String epoch = send.get();
        lastNanos = sent;
        beaten = true;
        return epoch;
    }

    boolean isFresh() {
        return beaten && nanoTime.getAsLong() - lastNanos < proofNanos;
    }
}
