package com.penguinmails.gateway.routing;

import com.penguinmails.kernel.Refusal;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stops a body at the size its route allows: before the first byte when it says its length, else when it has grown too large. */
@Component
@Order(-90)
class BodyLimit implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        long max = PublicRoute.of(exchange).size().maxBytes();
        ServerHttpRequest request = exchange.getRequest();
        if (request.getHeaders().getContentLength() > max) {
            return Mono.error(tooLarge(max));
        }
        return chain.filter(exchange.mutate().request(limited(request, max)).build());
    }

    private static ServerHttpRequest limited(ServerHttpRequest request, long max) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                var left = new AtomicLong(max);
                return super.getBody().handle((part, sink) -> {
                    if (left.addAndGet(-part.readableByteCount()) < 0) {
                        DataBufferUtils.release(part);
                        sink.error(tooLarge(max));
                    } else {
                        sink.next(part);
                    }
                });
            }
        };
    }

    private static Refusal tooLarge(long max) {
        return new Refusal(
                Refusal.Kind.TOO_LARGE,
                "body-too-large",
                "The request body is larger than " + (max >> 20) + " MB; send less at once.");
    }
}
