package com.penguinmails.tenant.staff;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who runs the platform, or did.
 *
 * @param email and {@code name} as they were when the person was added
 * @param active false for who left; their role is kept and gives them nothing
 * @param addedBy null for who was named in {@code PLATFORM_OPERATORS}
 */
record StaffMember(
        UUID userId,
        String email,
        String name,
        String role,
        boolean active,
        Instant createdAt,
        @Nullable UUID addedBy) {

    static final String SUPER_ADMIN = "super_admin";

    boolean isActiveSuperAdmin() {
        return active && role.equals(SUPER_ADMIN);
    }

    /** What is null stays as it is. */
    StaffMember with(@Nullable String newRole, @Nullable Boolean newActive) {
        return new StaffMember(
                userId,
                email,
                name,
                newRole == null ? role : newRole,
                newActive == null ? active : newActive,
                createdAt,
                addedBy);
    }
}
