package com.penguinmails.queuer.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long the loss of a Redis lasts: from the moment its successor opened an epoch to the first audit that finds nothing missing, so
 * that all that was lent out is in Redis, in a worker's hands or free to be lent out again.
 */
final class Recovery {

    private final String queue;
    private final MeterRegistry meters;
    private String recovered = "";

    Recovery(String queue, MeterRegistry meters) {
        this.queue = queue;
        this.meters = meters;
    }

    /**
     * @param epochAgeMillis since the epoch was opened
     * @param takenBack how many jobs this audit found missing in Redis
     */
    void audited(String epoch, long epochAgeMillis, int takenBack) {
        if (takenBack > 0 || epoch.equals(recovered)) {
            return;
        }
        // The first epoch that a queuer sees may be as old as the one before it.
        if (!recovered.isEmpty()) {
            meters.timer("penguinmails.queue.recovery", "queue", queue).record(epochAgeMillis, TimeUnit.MILLISECONDS);
        }
        recovered = epoch;
    }
}
