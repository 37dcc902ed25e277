package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.queuer.sweep.Sweeps;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Where one queuer stands in each band of one queue. Not for several threads. */
final class Rounds {

    private final String queue;
    private final Sweeps sweeps;
    private final LongSupplier nanoTime;
    private final Map<Band, Round> bands = new EnumMap<>(Band.class);

    Rounds(String queue, Sweeps sweeps, LongSupplier nanoTime) {
        this.queue = queue;
        this.sweeps = sweeps;
        this.nanoTime = nanoTime;
        for (Band band : Band.values()) {
            bands.put(band, new Round(nanoTime));
        }
    }

    Round of(Band band) {
        return java.util.Objects.requireNonNull(bands.get(band));
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    long sweepRequests() {
        return sweeps.requested(queue);
    }
}
