package com.penguinmails.gateway.internal;

import com.penguinmails.contracts.ServiceName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The gateway's tokens, one for each service, by the client-credentials grant (RFC 6749 §4.4) with the callee as resource (RFC 8707). */
final class OwnTokens {

    private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(60);

    private record Token(String value, Instant renewAt) {}

    /** @param expiresIn seconds */
    @JsonNaming(SnakeCaseStrategy.class)
    private record Granted(String accessToken, long expiresIn) {}

    private final WebClient http;
    private final InternalProperties properties;
    private final Clock clock;
    private final Map<ServiceName, Token> tokens = new ConcurrentHashMap<>();

    OwnTokens(WebClient http, InternalProperties properties, Clock clock) {
        this.http = http;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<String> forCallee(ServiceName callee) {
        Token known = tokens.get(callee);
        if (known != null && clock.instant().isBefore(known.renewAt())) {
            return Mono.just(known.value());
        }
        return fetch(callee).doOnNext(token -> tokens.put(callee, token)).map(Token::value);
    }

    /** Forgets a token that the callee refused. */
    void forget(ServiceName callee) {
        tokens.remove(callee);
    }

    private Mono<Token> fetch(ServiceName callee) {
        return http.post()
                .uri(properties.tokenUri())
                .headers(headers -> headers.setBasicAuth(ServiceName.GATEWAY.id(), properties.clientSecret()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData("grant_type", "client_credentials")
                        .with("scope", "internal")
                        .with("resource", callee.id()))
                .retrieve()
                .bodyToMono(Granted.class)
                .map(granted -> new Token(
                        granted.accessToken(),
                        clock.instant().plusSeconds(granted.expiresIn()).minus(RENEW_BEFORE_EXPIRY)));
    }
}
