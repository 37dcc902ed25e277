package com.penguinmails.gateway.routing;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Ends an answer that has begun and does not go on; the library is patient until the head, and for good after it. One of which nothing was
 * sent yet becomes an honest status, for which this stands behind whatever looks at whole answers; a half one is cut off with its connection.
 *
 * <p>Whether the service stopped or the caller takes nothing is not told apart: a caller who takes less than about 50 kB/s of an answer beyond
 * a megabyte is left, too. The service's breaker and bulkhead have counted the answer as given with its head. Event streams may pause.
 */
@Component
@Order(-70)
class StalledAnswers implements GlobalFilter {

    private static final Logger LOG = LoggerFactory.getLogger(StalledAnswers.class);

    private final RoutingProperties routing;

    StalledAnswers(RoutingProperties routing) {
        this.routing = routing;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PublicRoute route = PublicRoute.of(exchange);
        var watched = new Watched(exchange.getResponse(), route.id(), routing.patienceFor(route));
        return chain.filter(exchange.mutate().response(watched).build());
    }

    private static final class Watched extends ServerHttpResponseDecorator {

        private final String route;
        private final Duration patience;

        Watched(ServerHttpResponse response, String route, Duration patience) {
            super(response);
            this.route = route;
            this.patience = patience;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return super.writeWith(Flux.from(body)
                    .timeout(patience)
                    .onErrorMap(TimeoutException.class, this::cutOff)
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release));
        }

        /** Parts that the caller does not take would keep the connection open for as long as he likes. */
        private Throwable cutOff(TimeoutException stalled) {
            if (isCommitted()) {
                LOG.warn("An answer stopped in the middle and was cut off, route {}", route);
                HttpServerResponse response = ServerHttpResponseDecorator.getNativeResponse(this);
                response.withConnection(connection ->
                        Objects.requireNonNull(connection).channel().close());
            }
            return new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, "it stopped in the middle", stalled);
        }
    }
}
