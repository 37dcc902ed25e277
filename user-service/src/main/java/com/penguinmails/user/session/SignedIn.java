package com.penguinmails.user.session;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a sign-in and to a refresh, in the words of RFC 6749 §5.1 where it has some.
 *
 * @param expiresIn seconds until the access token ends
 * @param refreshExpiresIn seconds until the refresh token ends unless it is used
 * @param tenantId the tenant the access token works in; null before one was chosen
 * @param tenants every tenant the person may choose
 * @param staffRole the person's role among those who run the platform; null for everybody else
 */
record SignedIn(
        String accessToken,
        String tokenType,
        long expiresIn,
        String refreshToken,
        long refreshExpiresIn,
        @Nullable UUID tenantId,
        List<Tenant> tenants,
        @Nullable String staffRole)
        implements LoginAnswer {

    record Tenant(UUID id, String name, String role) {}

    @Override
    public String toString() {
        return "SignedIn[]";
    }
}
