package com.penguinmails.jobs.redis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written back about one lease: {@code lease outcome runAt startedAt consumer reason}, parted by single spaces.
 *
 * @param runAt when to run again, for {@code RETRY} (null: the usual back-off) and {@code SNOOZE}; millisecond precision
 * @param startedAt when the work began; null when it did not
 * @param consumer who worked on it, as in {@link Consumer}
 * @param reason why, at most {@value #MAX_REASON} characters; empty when there is nothing to say
 */
public record Result(
        Lease lease,
        Outcome outcome,
        @Nullable Instant runAt,
        @Nullable Instant startedAt,
        String consumer,
        String reason) {

    public static final int MAX_REASON = 500;
    private static final String NONE = "-";

    public Result {
        if (reason.length() > MAX_REASON) {
            reason = reason.substring(0, MAX_REASON);
        }
    }

    String text() {
        return lease + " " + outcome + " " + millis(runAt) + " " + millis(startedAt) + " " + consumer + " " + reason;
    }

    static Result parse(String text) {
        String[] rest = text.substring(Lease.LENGTH + 1).split(" ", 5);
        return new Result(
                Lease.parse(text.substring(0, Lease.LENGTH)),
                Outcome.valueOf(rest[0]),
                instant(rest[1]),
                instant(rest[2]),
                rest[3],
                rest[4]);
    }

    private static String millis(@Nullable Instant instant) {
        return instant == null ? NONE : Long.toString(instant.toEpochMilli());
    }

    private static @Nullable Instant instant(String millis) {
        return millis.equals(NONE) ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
