package com.penguinmails.queuer.claim;

/**
 * How many jobs one claim takes of a band. A claim that came too late to be pushed was too much for this database at this hour, and so
 * would the next one of its size be: it takes a quarter, and each that is in time twice as much as the one before.
 */
final class ClaimSize {

    private static final int LEAST = 10;

    private final int most;
    private int now;

    /** @param most at least 1 */
    ClaimSize(int most) {
        this.most = most;
        this.now = most;
    }

    int now() {
        return now;
    }

    void tooLate() {
        now = Math.min(most, Math.max(LEAST, now / 4));
    }

    void inTime() {
        now = Math.min(most, now * 2);
    }
}
