package com.penguinmails.gateway.limits;

import jakarta.validation.constraints.Positive;

/**
 * How much may be asked for.
 *
 * @param perMinute requests a minute over time
 * @param burst requests at once by somebody who was quiet for a while; it grows back at the rate
 */
record Rate(@Positive int perMinute, @Positive int burst) {

    /** A minute's worth at once. */
    static Rate ofMinute(int perMinute) {
        return new Rate(perMinute, perMinute);
    }

    /** What one of several gateways allows on its own. */
    Rate half() {
        return new Rate(Math.max(1, perMinute / 2), Math.max(1, burst / 2));
    }

    double millisPerRequest() {
        return 60_000.0 / perMinute;
    }
}
