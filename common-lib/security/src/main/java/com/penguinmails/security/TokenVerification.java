package com.penguinmails.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies tokens after RFC 8725: one algorithm, exact issuer, audience and type, keys only from the issuer's set.
 *
 * <p>Keys are kept over an outage of the issuer, so that valid tokens go on working while user-service is away.
 */
public final class TokenVerification {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration KEYS_LIVE = Duration.ofMinutes(10);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration OUTAGE_TOLERANCE = Duration.ofHours(4);
    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_KEY_SET_BYTES = 64 * 1024;

    private TokenVerification() {}

    /** Verifies with the keys that the issuer publishes at {@link SecurityProperties#jwksUri}, fetched on first use. */
    public static JwtDecoder decoder(SecurityProperties properties, Clock clock) {
        return decoder(properties, clock, keys(properties));
    }

    static JwtDecoder decoder(SecurityProperties properties, Clock clock, JWKSource<SecurityContext> keys) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TokenClaims.TYPE))))
                .build();
        var timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                timestamps,
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud",
                        audience -> audience != null
                                && (audience.contains(TokenClaims.API_AUDIENCE)
                                        || audience.contains(properties.service())))));
        return decoder;
    }

    private static JWKSource<SecurityContext> keys(SecurityProperties properties) {
        try {
            int timeout = (int) properties.connectTimeout().toMillis();
            return JWKSourceBuilder.create(
                            properties.jwksUri().toURL(),
                            new DefaultResourceRetriever(timeout, timeout, MAX_KEY_SET_BYTES))
                    .cache(KEYS_LIVE.toMillis(), REFRESH_TIMEOUT.toMillis())
                    .rateLimited(MIN_REFRESH_INTERVAL.toMillis())
                    .retrying(true)
                    .outageTolerant(OUTAGE_TOLERANCE.toMillis())
                    .build();
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException("penguinmails.security.jwks-uri is not a URL", wrong);
        }
    }
}
