package com.penguinmails.contracts.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a handler says should happen next.
 *
 * @param runAt when to run again, for {@code RETRY} (spends an attempt; null means the kind's backoff) and {@code SNOOZE} (spends none);
 *     what lies outside of the years 1970 to 9999 becomes their beginning or end, for RFC 3339 cannot write it
 * @param reason why, for operators; null for {@code DONE}
 */
public record JobReport(
        UUID id,
        Next next,
        @Nullable Instant runAt,
        @Nullable String reason) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public JobReport {
        if (runAt != null && runAt.isBefore(Instant.EPOCH)) {
            runAt = Instant.EPOCH;
        } else if (runAt != null && runAt.isAfter(LATEST)) {
            runAt = LATEST;
        }
    }

    public enum Next {
        DONE,
        RETRY,
        SNOOZE,
        DISCARD
    }
}
