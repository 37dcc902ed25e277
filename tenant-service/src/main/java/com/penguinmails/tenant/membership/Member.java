package com.penguinmails.tenant.membership;

import java.time.Instant;
import java.util.UUID;

/** Somebody who belongs to a tenant. */
record Member(UUID userId, String role, Instant joinedAt) {

    boolean isOwner() {
        return role.equals(Role.OWNER);
    }

    Member as(String newRole) {
        return new Member(userId, newRole, joinedAt);
    }
}
