package com.penguinmails.tenant.audit;

import com.penguinmails.kernel.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to look for; null looks for anything. */
record AuditFilter(
        @Nullable String action,
        @Nullable String actorId,
        @Nullable String resource,
        @Nullable String resourceId,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Neither older nor newer than anything that can be in a log; the database cannot hold every instant that can be written. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    AuditFilter {
        check("from", from);
        check("to", to);
    }

    /** Refuses with {@code invalid-request}. */
    static void check(String field, @Nullable Instant instant) {
        if (instant != null && (instant.isBefore(EARLIEST) || instant.isAfter(LATEST))) {
            throw Refusal.invalid(field, "must lie between " + EARLIEST + " and " + LATEST);
        }
    }
}
