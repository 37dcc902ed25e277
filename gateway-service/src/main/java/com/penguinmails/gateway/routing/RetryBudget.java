package com.penguinmails.gateway.routing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries a small part of the traffic of one service: ten requests earn one. A service that breaks off every call would otherwise
 * get three times the calls at the moment when it can take fewest.
 */
final class RetryBudget {

    private static final int PRICE = 10;
    /** What a quiet time may save up: ten retries. */
    private static final int MOST = 10 * PRICE;

    private final AtomicInteger saved = new AtomicInteger(MOST);

    void earn() {
        saved.updateAndGet(have -> Math.min(MOST, have + 1));
    }

    /** Takes a retry out of the budget; false when there is none. */
    boolean spend() {
        return saved.getAndUpdate(have -> have >= PRICE ? have - PRICE : have) >= PRICE;
    }
}
