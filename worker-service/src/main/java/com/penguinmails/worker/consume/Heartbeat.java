package com.penguinmails.worker.consume;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** When this consumer last proved that it lives, by its own monotonic clock. */
final class Heartbeat {

    private final LongSupplier nanoTime;
    private final long proofNanos;
    private volatile long lastNanos;
    private volatile boolean beaten;

    /** How often two beats lay so far apart that others may have been given what was held. */
    private volatile int gaps;

    Heartbeat(LongSupplier nanoTime, Duration proof) {
        this.nanoTime = nanoTime;
        this.proofNanos = proof.toNanos();
    }

    /** Runs a beat. Its time is that before it was sent: on the way it may have taken long. Only one thread may call. */
    String beat(java.util.function.Supplier<String> send) {
        long sent = nanoTime.getAsLong();
        String epoch = send.get();
        if (beaten && sent - lastNanos >= proofNanos) {
            // Before the beat counts, so that nobody takes the new beat for a proof of what was held before the gap.
            gaps = gaps + 1;
        }
        lastNanos = sent;
        beaten = true;
        return epoch;
    }

    boolean isFresh() {
        return beaten && nanoTime.getAsLong() - lastNanos < proofNanos;
    }

    /**
     * The proof for whatever is fetched from now on: it holds as long as the beats go on without a gap. A worker that stood still has
     * lost what it held, however fresh its heartbeat is again.
     */
    BooleanSupplier proof() {
        int before = gaps;
        return () -> gaps == before && isFresh();
    }
}
