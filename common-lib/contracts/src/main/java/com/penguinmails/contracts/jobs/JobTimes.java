package com.penguinmails.contracts.jobs;

import java.time.Instant;

/** The moments at which a job may run: RFC 3339 can write them, and PostgreSQL can keep them. */
public final class JobTimes {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private JobTimes() {}

    /** What lies outside of the years 1970 to 9999 becomes their beginning or end. */
    public static Instant within(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return instant.isAfter(LATEST) ? LATEST : instant;
    }
}
