package com.penguinmails.loopsworld;

import java.time.Clock;

/** Ten requests a second for the whole team. */
final class RateLimit {

    static final int PER_SECOND = 10;

    private final Clock clock;
    private long second;
    private int used;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** How many requests are left in this second after the one that asks; negative when it comes too much. */
    synchronized int take() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            used = 0;
        }
        used++;
        return PER_SECOND - used;
    }
}
