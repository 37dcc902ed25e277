package com.penguinmails.contracts.tenant;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Who runs the platform, and what they may do; asked by user-service when it mints a token. */
public interface PlatformStaff {

    /** {@link StaffAccess#NONE} for a stranger and for somebody who was deactivated. */
    @GetExchange("/internal/staff/{userId}")
    StaffAccess ofUser(@PathVariable UUID userId);

    /**
     * Makes this person a super_admin if the platform has no active one, and answers as {@link #ofUser} in any case. The caller vouches
     * that the address is proved and that whoever runs the platform named it.
     */
    @PostExchange("/internal/staff/first")
    StaffAccess first(@RequestBody NamedOperator person);

    /** An account whose proved address is named in {@code PLATFORM_OPERATORS}. */
    record NamedOperator(UUID userId, String email, String name) {}

    /**
     * @param role null for whoever is no active member of staff
     * @param permissions see {@link PlatformPermissions}
     */
    record StaffAccess(@Nullable String role, List<String> permissions) {

        public static final StaffAccess NONE = new StaffAccess(null, List.of());
    }
}
