package com.penguinmails.user.token;

import com.penguinmails.contracts.tenant.ApiKeys.ApiKeyGrant;
import com.penguinmails.kernel.Ids;
import com.penguinmails.security.SecurityProperties;
import com.penguinmails.security.TokenClaims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
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

    private final JwtEncoder encoder;
    private final SecurityProperties security;
    private final Ids ids;
    private final Clock clock;

    ApiKeyAccessTokens(JwtEncoder encoder, SecurityProperties security, Ids ids, Clock clock) {
        this.encoder = encoder;
        this.security = security;
        this.ids = ids;
        this.clock = clock;
    }

    /** A token and its end. */
    public record Minted(String token, Instant expiresAt) {}

    public Minted mint(ApiKeyGrant grant, boolean emailVerified) {
        Instant now = clock.instant();
        Instant end = now.plus(LIFE);
        Instant expiresAt = grant.expiresAt().isBefore(end) ? grant.expiresAt() : end;
        var claims = JwtClaimsSet.builder()
                .issuer(security.issuer())
                .subject(grant.createdBy().toString())
                .audience(List.of(TokenClaims.API_AUDIENCE))
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(expiresAt)
                .id(ids.next().toString())
                .claim(TokenClaims.TENANT, grant.tenantId().toString())
                .claim(TokenClaims.API_KEY, grant.keyId().toString())
                .claim(TokenClaims.PERMISSIONS, grant.permissions())
                .claim(TokenClaims.EMAIL_VERIFIED, emailVerified)
                .build();
        var header =
                JwsHeader.with(SignatureAlgorithm.ES256).type(TokenClaims.TYPE).build();
        return new Minted(
                encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue(), expiresAt);
    }
}
