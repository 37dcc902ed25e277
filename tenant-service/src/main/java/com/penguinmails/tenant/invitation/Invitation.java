package com.penguinmails.tenant.invitation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.penguinmails.kernel.EmailAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person asked into the tenant.
 *
 * @param status {@code pending}, {@code accepted}, {@code revoked} or {@code expired}
 * @param expiresAt counted from the last mail
 * @param mails how many were sent
 * @param acceptedBy the account, once there is one
 */
record Invitation(
        UUID id,
        @JsonIgnore EmailAddress address,
        String role,
        UUID invitedBy,
        String status,
        Instant createdAt,
        Instant expiresAt,
        int mails,
        @Nullable Instant mailedAt,
        @Nullable UUID acceptedBy) {

    static final String PENDING = "pending";
    static final String ACCEPTED = "accepted";

    @JsonProperty("email")
    String email() {
        return address.value();
    }

    boolean isPending() {
        return status.equals(PENDING);
    }
}
