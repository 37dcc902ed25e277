package com.penguinmails.gateway.routing;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends an answer that has begun and does not go on: the library is patient until the first byte, and for good after it. A caller who takes
 * nothing for as long is left as well. Behind what looks at whole answers, so that one of which nothing was sent yet becomes an honest status.
 */
@Component
@Order(-70)
class StalledAnswers implements GlobalFilter {

    private final RoutingProperties routing;

    StalledAnswers(RoutingProperties routing) {
        this.routing = routing;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Duration patience = routing.patienceFor(PublicRoute.of(exchange));
        var watched = new Watched(exchange.getResponse(), patience);
        return chain.filter(exchange.mutate().response(watched).build());
    }

    private static final class Watched extends ServerHttpResponseDecorator {

        private final Duration patience;

        Watched(ServerHttpResponse response, Duration patience) {
            super(response);
            this.patience = patience;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return super.writeWith(Flux.from(body)
                    .timeout(patience)
                    .onErrorMap(
                            TimeoutException.class,
                            stalled -> new ResponseStatusException(
                                    HttpStatus.GATEWAY_TIMEOUT, "it stopped in the middle", stalled)));
        }
    }
}
