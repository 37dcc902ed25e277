package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import java.time.Duration;

/**
 * A job, or a block of them, just leased.
 *
 * @param entry its band is that of the list it goes to
 * @param jobs how many it is
 * @param waited since the first of them was due
 */
record Claimed(Entry entry, int jobs, Duration waited) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * Who has waited long in the low band rides in the normal one. Never in the high band: that one is for people waiting at a screen,
     * and a backlog of old bulk work must not fill it.
     */
    static Band rideIn(Band own, Duration waited) {
        return own == Band.LOW && waited.compareTo(PATIENCE) > 0 ? Band.NORMAL : own;
    }
}
