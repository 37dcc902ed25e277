package com.penguinmails.tenant.membership;

import com.penguinmails.kernel.Refusal;
import java.util.Set;
import java.util.UUID;

/**
 * What a member may do now, whatever an older token says.
 *
 * @param permissions of the role, at this moment
 */
public record Standing(UUID userId, String role, Set<String> permissions) {

    public Standing {
        permissions = Set.copyOf(permissions);
    }

    /** Refuses with {@code permission-required}. */
    public Standing require(String permission) {
        if (!permissions.contains(permission)) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "permission-required",
                    "This needs the permission " + permission + ", which you do not have any more.");
        }
        return this;
    }

    /** Refuses with {@code role-above-yours} a role that may do anything this member may not. */
    public void requireCovers(Role other) {
        if (!permissions.containsAll(other.permissions())) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "role-above-yours",
                    "The role " + other.role() + " may do more than yours; ask somebody who has it.");
        }
    }
}
