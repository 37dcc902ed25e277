package com.penguinmails.gateway.documentation;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.gateway.internal.InternalCalls;
import com.penguinmails.gateway.routing.PublicPaths;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers {@code /openapi} with one description of the whole platform. Services that are away are left out and named; so long the
 * document is made anew every few seconds, otherwise once a minute.
 */
@Configuration(proxyBeanMethods = false)
class WholeApi {

    private static final Logger LOG = LoggerFactory.getLogger(WholeApi.class);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration KEPT_INCOMPLETE = Duration.ofSeconds(5);

    private record Part(ServiceName service, Optional<JsonNode> description) {}

    @Bean
    RouterFunction<ServerResponse> wholeDescription(InternalCalls calls, JsonMapper json) {
        Mono<WholeDescription> described = describe(calls, json)
                .cache(
                        whole -> whole.isComplete() ? KEPT : KEPT_INCOMPLETE,
                        failure -> Duration.ZERO,
                        () -> Duration.ZERO);
        return RouterFunctions.route()
                .GET(
                        "/openapi",
                        request -> described.flatMap(whole -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .cacheControl(CacheControl.maxAge(whole.isComplete() ? KEPT : KEPT_INCOMPLETE))
                                .bodyValue(whole.document())))
                .build();
    }

    private static Mono<WholeDescription> describe(InternalCalls calls, JsonMapper json) {
        return Flux.fromIterable(PublicPaths.documented())
                // In their order, whoever answers first.
                .flatMapSequential(service -> part(calls, service))
                .collectList()
                .map(parts -> {
                    var whole = new WholeDescription(json);
                    parts.forEach(part -> part.description()
                            .ifPresentOrElse(
                                    description -> whole.add(part.service(), description),
                                    () -> whole.miss(part.service())));
                    return whole;
                });
    }

    private static Mono<Part> part(InternalCalls calls, ServiceName service) {
        return calls.open(service, "/v3/api-docs", JsonNode.class)
                .map(description -> new Part(service, Optional.of(description)))
                .onErrorResume(away -> {
                    LOG.warn("{} does not describe its API: {}", service.id(), away.toString());
                    return Mono.just(new Part(service, Optional.empty()));
                });
    }
}
