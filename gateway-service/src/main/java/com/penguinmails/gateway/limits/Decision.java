package com.penguinmails.gateway.limits;

import java.util.Comparator;
import java.util.List;

/**
 * What a bucket says to one more request.
 *
 * @param rate by which it was decided
 * @param backlogMillis how long the bucket takes to be full again, this request included
 */
record Decision(String policy, Rate rate, double backlogMillis) {

    private static final Comparator<Decision> TIGHTEST_FIRST = Comparator.comparing(Decision::allowed)
            .thenComparing(Comparator.comparingLong(Decision::retryAfterSeconds).reversed())
            .thenComparingDouble(
                    decision -> (double) decision.remaining() / decision.rate().burst());

    /** The one that the caller has to mind. */
    static Decision tightest(List<Decision> decisions) {
        return decisions.stream().min(TIGHTEST_FIRST).orElseThrow();
    }

    boolean allowed() {
        return excessMillis() <= 0;
    }

    /** Further requests that would be allowed now. */
    long remaining() {
        return Math.max(0, (long) Math.floor(-excessMillis() / rate.millisPerRequest() + 1e-6));
    }

    /** Until one more request is allowed; 0 for an allowed one. */
    long retryAfterSeconds() {
        return allowed() ? 0 : seconds(excessMillis());
    }

    /** Until the whole burst is there again; of a refused request only what came before it counts. */
    long resetSeconds() {
        return seconds(allowed() ? backlogMillis : backlogMillis - rate.millisPerRequest());
    }

    private double excessMillis() {
        // A thousandth of a millisecond forgives what rounding does to three decimals.
        return backlogMillis - rate.burst() * rate.millisPerRequest() - 0.001;
    }

    private static long seconds(double millis) {
        return Math.max(1, (long) Math.ceil(millis / 1_000));
    }
}
