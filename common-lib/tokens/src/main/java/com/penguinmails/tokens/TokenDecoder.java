package com.penguinmails.tokens;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Verifies tokens after RFC 8725: one algorithm, exact issuer, audience and type, an end, keys only from the issuer's set. Signatures are remembered for a minute. */
public final class TokenDecoder {

    /** Header {@code typ} of an access token, RFC 9068. */
    public static final String TYPE = "at+jwt";

    private static final Duration SKEW = Duration.ofSeconds(30);

    private TokenDecoder() {}

    /** @param audiences the token must be made for one of these */
    public static RememberedTokens of(
            JWKSource<SecurityContext> keys, String issuer, Set<String> audiences, Clock clock) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE))))
                .build();
        var timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(signed -> OAuth2TokenValidatorResult.success());
        var claims = new DelegatingOAuth2TokenValidator<Jwt>(
                timestamps,
                // A token without an end would be valid for ever.
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, end -> end != null),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, given -> given != null && !Collections.disjoint(given, audiences)));
        return new RememberedTokens(decoder, keys, claims, Ticker.systemTicker());
    }
}
