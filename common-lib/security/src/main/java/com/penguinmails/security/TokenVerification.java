package com.penguinmails.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.penguinmails.tokens.PublishedKeys;
import com.penguinmails.tokens.TokenDecoder;
import java.time.Clock;
import java.util.Set;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The tokens that one service believes: those made for the public API, and those made for the service itself. */
public final class TokenVerification {

    private TokenVerification() {}

    /** Verifies with the keys that the issuer publishes at {@link SecurityProperties#jwksUri}, fetched on first use. */
    public static JwtDecoder decoder(SecurityProperties properties, Clock clock) {
        return decoder(properties, clock, PublishedKeys.at(properties.jwksUri(), properties.connectTimeout()));
    }

    static JwtDecoder decoder(SecurityProperties properties, Clock clock, JWKSource<SecurityContext> keys) {
        return TokenDecoder.of(
                keys, properties.issuer(), Set.of(TokenClaims.API_AUDIENCE, properties.service()), clock);
    }
}
