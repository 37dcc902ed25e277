package com.penguinmails.gateway.authn;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.kernel.Refusal;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies access tokens after RFC 8725: one algorithm, exact issuer, audience and type, keys only from the issuer's set.
 *
 * <p>Tokens between services are made for a service and not for the API, so none of them passes here. Keys are kept over an outage
 * of the issuer.
 */
@Component
class Tokens {

    /** Eight kilobytes; ours have less than two. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final String AUDIENCE = "penguinmails-api";
    private static final String TYPE = "at+jwt";
    private static final String TENANT = "tid";

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int KEYS_TIMEOUT_MILLIS = 2_000;
    private static final int MAX_KEY_SET_BYTES = 64 * 1024;
    private static final Duration KEYS_LIVE = Duration.ofMinutes(10);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration OUTAGE_TOLERANCE = Duration.ofHours(4);
    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(1);

    /** RFC 6750 §2.1; the scheme's name is not case-sensitive. */
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    private final JwtDecoder decoder;

    Tokens(TokenProperties properties, Clock clock) {
        this.decoder = decoder(properties, clock);
    }

    /** The caller, or a refusal: {@code authentication-required}, or {@code token-check-unavailable} when nobody can tell. */
    Mono<Caller> verify(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.size() != 1 || given.getFirst().length() > MAX_LENGTH) {
            return Mono.error(unauthenticated());
        }
        var bearer = BEARER.matcher(given.getFirst());
        if (!bearer.matches()) {
            return Mono.error(unauthenticated());
        }
        // Fetching keys blocks, once in ten minutes.
        return Mono.fromCallable(() -> caller(bearer.group(1))).subscribeOn(Schedulers.boundedElastic());
    }

    private Caller caller(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            String subject = jwt.getSubject();
            if (subject == null) {
                throw unauthenticated();
            }
            return new Caller(subject, jwt.getClaimAsString(TENANT));
        } catch (BadJwtException wrong) {
            throw unauthenticated();
        } catch (JwtException unknown) {
            throw Refusal.unavailable(
                    "token-check-unavailable", "The token cannot be checked at the moment; try again shortly.");
        }
    }

    static Refusal unauthenticated() {
        return new Refusal(
                Refusal.Kind.UNAUTHENTICATED,
                "authentication-required",
                "Send a valid access token in the Authorization header. Tokens live 15 minutes; refresh or log in again.");
    }

    private static JwtDecoder decoder(TokenProperties properties, Clock clock) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys(properties))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE))))
                .build();
        var timestamps = new JwtTimestampValidator(SKEW);
        timestamps.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                timestamps,
                // A token without an end would be valid for ever.
                new JwtClaimValidator<Object>("exp", end -> end != null),
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(AUDIENCE))));
        return decoder;
    }

    private static JWKSource<SecurityContext> keys(TokenProperties properties) {
        try {
            return JWKSourceBuilder.create(
                            properties.jwksUri().toURL(),
                            new DefaultResourceRetriever(KEYS_TIMEOUT_MILLIS, KEYS_TIMEOUT_MILLIS, MAX_KEY_SET_BYTES))
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
