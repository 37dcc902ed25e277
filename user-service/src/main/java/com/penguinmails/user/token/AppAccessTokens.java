package com.penguinmails.user.token;

import com.penguinmails.security.TokenClaims;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Mints the tokens of apps that a person let act for them (RFC 9068): in the app's tenant, with what the person granted and still has.
 *
 * <p>They name the grant as their session, so the gateway turns them away soon after it ends. They prove no sign-in.
 */
@Component
public class AppAccessTokens {

    private final PersonTokens tokens;
    private final Clock clock;

    AppAccessTokens(PersonTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A token, and from when to when it is good. */
    public record Minted(String token, Instant issuedAt, Instant expiresAt) {

        @Override
        public String toString() {
            return "Minted[]";
        }
    }

    public Minted mint(UUID userId, boolean emailVerified, UUID sessionId, AppId app, List<String> permissions) {
        Instant now = clock.instant();
        Instant end = now.plus(AccessTokens.LIFE);
        var claims = tokens.of(userId, emailVerified, now, end)
                .claim(TokenClaims.TENANT, app.tenantId().toString())
                .claim(TokenClaims.SESSION, sessionId.toString())
                .claim(TokenClaims.CLIENT, app.text())
                .claim(TokenClaims.PERMISSIONS, permissions);
        return new Minted(tokens.sign(claims.build()), now, end);
    }
}
