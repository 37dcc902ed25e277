package com.penguinmails.tenant.entry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stay of an operator in a tenant.
 *
 * @param role the operator's, at the time
 * @param expiresAt when no token of the operator works in the tenant any more
 * @param endedAt null while it lasts
 */
record OperatorEntry(
        UUID id,
        UUID operatorId,
        String role,
        String reason,
        Instant enteredAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {}
