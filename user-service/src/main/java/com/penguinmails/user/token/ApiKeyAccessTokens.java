package com.penguinmails.user.token;

import com.penguinmails.contracts.tenant.ApiKeys.ApiKeyGrant;
import com.penguinmails.security.TokenClaims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Mints the tokens of API keys: for the member who made the key, in the key's tenant, with what the key may do.
 *
 * <p>They belong to no sign-in and prove none, so they are not good for what asks for a recent one; and they live shortly, because nobody
 * tells who verifies them that the key was revoked.
 */
@Component
public class ApiKeyAccessTokens {

    static final Duration LIFE = Duration.ofMinutes(2);

    private final PersonTokens tokens;
    private final Clock clock;

    ApiKeyAccessTokens(PersonTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A token and its end. */
    public record Minted(String token, Instant expiresAt) {}

    public Minted mint(ApiKeyGrant grant, boolean emailVerified) {
        Instant now = clock.instant();
        Instant end = now.plus(LIFE);
        Instant expiresAt = grant.expiresAt().isBefore(end) ? grant.expiresAt() : end;
        var claims = tokens.of(grant.createdBy(), emailVerified, now, expiresAt)
                .claim(TokenClaims.TENANT, grant.tenantId().toString())
                .claim(TokenClaims.API_KEY, grant.keyId().toString())
                .claim(TokenClaims.PERMISSIONS, grant.permissions());
        return new Minted(tokens.sign(claims.build()), expiresAt);
    }
}
