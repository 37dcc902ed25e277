package com.penguinmails.gateway.authn;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tokens.EndedSessions;
import com.penguinmails.tokens.PublishedKeys;
import com.penguinmails.tokens.RememberedTokens;
import com.penguinmails.tokens.TokenDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Verifies access tokens, see {@link TokenDecoder}.
 *
 * <p>Tokens between services are made for a service and not for the API, so none of them passes here. Keys are kept over an outage
 * of the issuer. A sign-in that was ended ends its tokens, too.
 */
@Component
class Tokens {

    /** Eight kilobytes; ours have less than two. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final String AUDIENCE = "penguinmails-api";
    private static final String TENANT = "tid";
    private static final String SESSION = "sid";
    private static final String PERMISSIONS = "permissions";

    private static final Duration KEYS_TIMEOUT = Duration.ofSeconds(2);

    /** RFC 6750 §2.1; the scheme's name is not case-sensitive. */
    private static final String SCHEME = "Bearer ";

    private final RememberedTokens decoder;
    private final EndedSessions ended;

    Tokens(TokenProperties properties, EndedSessions ended, Clock clock) {
        this.ended = ended;
        this.decoder = TokenDecoder.of(
                PublishedKeys.at(properties.jwksUri(), KEYS_TIMEOUT), properties.issuer(), Set.of(AUDIENCE), clock);
    }

    /** The caller, or a refusal: {@code authentication-required}, or {@code token-check-unavailable} when nobody can tell. */
    Mono<Caller> verify(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.size() != 1 || given.getFirst().length() > MAX_LENGTH) {
            return Mono.error(unauthenticated());
        }
        String header = given.getFirst();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Mono.error(unauthenticated());
        }
        String token = header.substring(SCHEME.length()).strip();
        Mono<Jwt> known = Mono.defer(() -> Mono.justOrEmpty(decoder.decodeIfRemembered(token)));
        // Fetching keys blocks, once in ten minutes.
        Mono<Jwt> checked = Mono.fromCallable(() -> decoder.decode(token)).subscribeOn(Schedulers.boundedElastic());
        return known.switchIfEmpty(checked)
                .map(jwt -> caller(token, jwt))
                .onErrorMap(BadJwtException.class, wrong -> unauthenticated())
                .onErrorMap(
                        JwtException.class,
                        unknown -> Refusal.unavailable(
                                "token-check-unavailable",
                                "The token cannot be checked at the moment; try again shortly."));
    }

    private Caller caller(String token, Jwt jwt) {
        String subject = jwt.getSubject();
        Instant expiresAt = jwt.getExpiresAt();
        if (subject == null || expiresAt == null) {
            throw unauthenticated();
        }
        if (ended.contains(jwt.getClaimAsString(SESSION))) {
            throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "session-revoked", "This sign-in was ended; log in again.");
        }
        return new Caller(
                subject,
                jwt.getClaimAsString(TENANT),
                null,
                jwt.getClaimAsString(SESSION),
                token,
                expiresAt,
                isOperator(jwt));
    }

    private static boolean isOperator(Jwt jwt) {
        List<String> permissions = jwt.getClaimAsStringList(PERMISSIONS);
        return permissions != null
                && permissions.stream().anyMatch(permission -> permission.startsWith(PlatformPermissions.PREFIX));
    }

    static Refusal unauthenticated() {
        return new Refusal(
                Refusal.Kind.UNAUTHENTICATED,
                "authentication-required",
                "Send a valid access token in the Authorization header. Tokens live 15 minutes; refresh or log in again.");
    }
}
