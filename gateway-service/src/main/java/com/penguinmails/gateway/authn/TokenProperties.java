package com.penguinmails.gateway.authn;

import com.penguinmails.tokens.EndedSessions;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are believed.
 *
 * @param issuer exact {@code iss} of every token
 * @param jwksUri where the issuer publishes its keys
 * @param endedSessionsEvery how often is read which sign-ins were ended; null for {@link EndedSessions#READ_EVERY}
 */
@ConfigurationProperties("penguinmails.security")
record TokenProperties(String issuer, URI jwksUri, Duration endedSessionsEvery) {

    TokenProperties(String issuer, URI jwksUri, @Nullable Duration endedSessionsEvery) {
        this.issuer = issuer;
        this.jwksUri = jwksUri;
        this.endedSessionsEvery = endedSessionsEvery == null ? EndedSessions.READ_EVERY : endedSessionsEvery;
    }
}
