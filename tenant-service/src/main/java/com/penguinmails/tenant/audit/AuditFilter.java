package com.penguinmails.tenant.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to look for; null looks for anything. */
record AuditFilter(
        @Nullable String action,
        @Nullable String actorId,
        @Nullable String resource,
        @Nullable String resourceId,
        @Nullable Instant from,
        @Nullable Instant to) {}
