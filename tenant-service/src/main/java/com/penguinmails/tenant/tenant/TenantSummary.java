package com.penguinmails.tenant.tenant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as its people see it.
 *
 * @param postalAddress null until it is set; no campaign can be launched without it
 * @param timezone IANA name
 */
public record TenantSummary(
        UUID id, String name, String status, @Nullable String postalAddress, String timezone, Instant createdAt) {}
