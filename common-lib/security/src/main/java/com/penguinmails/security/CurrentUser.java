package com.penguinmails.security;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person behind the request, from their verified token; take it as an argument of a controller method.
 *
 * @param tenantId null until a tenant was chosen
 * @param sessionId the sign-in that the token belongs to
 * @param ownSignIn whether the person signed in with what belongs to the account itself, see {@link OwnSignIn}
 * @param authenticatedAt when the person last proved who they are; null when the token does not say, see {@link RecentSignIn}
 */
public record CurrentUser(
        UUID userId,
        @Nullable TenantId tenantId,
        String sessionId,
        Set<String> permissions,
        boolean emailVerified,
        boolean ownSignIn,
        @Nullable Instant authenticatedAt) {

    /** Refuses with {@code tenant-required} when no tenant was chosen. */
    public TenantId tenant() {
        if (tenantId == null) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "tenant-required",
                    "Choose a tenant first: refresh the session with the id of one of your tenants.");
        }
        return tenantId;
    }

    /** For acts that need it only sometimes; {@link OwnSignIn} is for all others. Refuses with {@code own-sign-in-required}. */
    public void requireOwnSignIn() {
        if (!ownSignIn) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "own-sign-in-required",
                    "Your organisation's sign-in does not reach this far; log in with your own password or passkey.");
        }
    }
}
