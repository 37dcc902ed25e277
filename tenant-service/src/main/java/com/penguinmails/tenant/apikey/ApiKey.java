package com.penguinmails.tenant.apikey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its tenant sees it.
 *
 * @param prefix how the key begins
 * @param scopes permissions it was given
 * @param allowedRanges CIDR ranges it may be used from; empty for anywhere
 * @param lastUsedAt to the minute or so; null before the first use
 * @param replacedBy the key it was rotated to
 */
record ApiKey(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        List<String> allowedRanges,
        UUID createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable UUID replacedBy) {

    boolean worksAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
