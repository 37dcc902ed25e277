package com.penguinmails.contracts.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a handler says should happen next.
 *
 * @param runAt when to run again, for {@code RETRY} (spends an attempt; null means the kind's backoff) and {@code SNOOZE} (spends none);
 *     brought within {@link JobTimes}
 * @param reason why, for operators; null for {@code DONE}
 */
public record JobReport(
        UUID id,
        Next next,
        @Nullable Instant runAt,
        @Nullable String reason) {

    public JobReport {
        runAt = runAt == null ? null : JobTimes.within(runAt);
    }

    public enum Next {
        DONE,
        RETRY,
        SNOOZE,
        DISCARD
    }
}
