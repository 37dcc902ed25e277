package com.penguinmails.gateway.reads;

import com.penguinmails.gateway.routing.PublicRoute;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Spares answers to GET, as the route allows: an unchanged one is 304, and one that is the same for everybody is kept here. Behind the
 * check of tokens and limits.
 */
@Component
@Order(-80)
class SafeReads implements GlobalFilter {

    private static final String FOR_A_MINUTE = "public, max-age=60";

    private final KeptAnswers kept;

    SafeReads(Clock clock) {
        this.kept = new KeptAnswers(clock);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (exchange.getRequest().getMethod() != HttpMethod.GET) {
            return chain.filter(exchange);
        }
        return switch (PublicRoute.of(exchange).reads()) {
            case EACH -> chain.filter(exchange);
            case TAGGED -> chain.filter(tagged(exchange, body -> {}));
            case KEPT -> kept(exchange, chain);
        };
    }

    private Mono<Void> kept(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getURI().getRawQuery() != null) {
            return chain.filter(exchange);
        }
        String path = request.getPath().value();
        Optional<KeptAnswers.Kept> fresh = kept.fresh(path);
        if (fresh.isPresent()) {
            return write(exchange, fresh.get());
        }
        ServerHttpResponse response = exchange.getResponse();
        return chain.filter(tagged(exchange, body -> {
                    response.getHeaders().setCacheControl(FOR_A_MINUTE);
                    MediaType type = response.getHeaders().getContentType();
                    kept.keep(path, type == null ? MediaType.APPLICATION_JSON : type, body);
                }))
                .onErrorResume(away -> response.isCommitted()
                        ? Mono.error(away)
                        : kept.stale(path)
                                .map(answer -> write(exchange, answer))
                                .orElseGet(() -> Mono.error(away)));
    }

    private static ServerWebExchange tagged(ServerWebExchange exchange, Consumer<byte[]> seen) {
        return exchange.mutate()
                .response(new TaggedResponse(exchange.getRequest(), exchange.getResponse(), seen))
                .build();
    }

    private static Mono<Void> write(ServerWebExchange exchange, KeptAnswers.Kept answer) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.setETag(answer.tag());
        headers.setCacheControl(FOR_A_MINUTE);
        if (EntityTag.isKnown(answer.tag(), exchange.getRequest().getHeaders())) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return response.setComplete();
        }
        response.setStatusCode(HttpStatus.OK);
        headers.setContentType(answer.type());
        headers.setContentLength(answer.body().length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
    }
}
