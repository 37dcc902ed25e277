package com.penguinmails.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * Gets and keeps this service's tokens, one per callee, by the client-credentials grant (RFC 6749 §4.4) with the callee as
 * resource (RFC 8707).
 */
final class ServiceTokens {

    private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(60);
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);

    private record Token(String value, Instant renewAt, Instant expiresAt) {}

    private final SecurityProperties properties;
    private final Clock clock;
    private final RestClient http;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    ServiceTokens(SecurityProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.http = RestClient.builder()
                .requestFactory(ServiceClients.requests(properties))
                .build();
    }

    /** A token that the callee will accept for at least some seconds more. */
    String forCallee(String callee) {
        Instant now = clock.instant();
        Token known = tokens.get(callee);
        if (known != null && now.isBefore(known.renewAt())) {
            return known.value();
        }
        try {
            // Only one thread asks; the others wait for its answer.
            return Objects.requireNonNull(tokens.compute(
                            callee,
                            (name, current) ->
                                    current != null && now.isBefore(current.renewAt()) ? current : fetch(name)))
                    .value();
        } catch (RuntimeException issuerAway) {
            if (known != null && now.isBefore(known.expiresAt())) {
                return known.value();
            }
            throw issuerAway;
        }
    }

    /** Forgets a token that the callee refused. */
    void forget(String callee) {
        tokens.remove(callee);
    }

    private Token fetch(String callee) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        form.add("scope", TokenClaims.INTERNAL_SCOPE);
        form.add("resource", callee);
        Map<?, ?> answer = Objects.requireNonNull(http.post()
                .uri(properties.tokenUri())
                .headers(headers -> headers.setBasicAuth(properties.service(), properties.clientSecret()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(Map.class));
        Duration life = answer.get("expires_in") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : DEFAULT_LIFE;
        Instant expiresAt = clock.instant().plus(life);
        return new Token(String.valueOf(answer.get("access_token")), expiresAt.minus(RENEW_BEFORE_EXPIRY), expiresAt);
    }
}
