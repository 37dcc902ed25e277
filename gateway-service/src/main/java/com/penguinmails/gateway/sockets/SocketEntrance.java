package com.penguinmails.gateway.sockets;

import com.penguinmails.gateway.edge.Origins;
import com.penguinmails.gateway.routing.PublicRoute;
import com.penguinmails.kernel.Refusal;
import java.util.Arrays;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns the request for a WebSocket into one that the checks of tokens and limits understand. Before these.
 *
 * <p>A page cannot set headers here, and a token in the address would end up in logs and histories. So it is offered as one of the protocols:
 * {@code new WebSocket(url, ["penguinmails.v1", "bearer." + accessToken])}. The answer names the other one.
 */
@Component
@Order(-105)
class SocketEntrance implements GlobalFilter {

    /** What is spoken: JSON texts, as each path documents. */
    static final String PROTOCOL = "penguinmails.v1";

    static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String BEARER = "bearer.";

    private final Origins origins;

    SocketEntrance(Origins origins) {
        this.origins = origins;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!PublicRoute.of(exchange).opensSocket()) {
            return chain.filter(exchange);
        }
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (!"websocket".equalsIgnoreCase(headers.getFirst(HttpHeaders.UPGRADE))) {
            return refused(Refusal.Kind.INVALID, "websocket-only", "Open a WebSocket here; there is nothing else.");
        }
        if (headers.getOrEmpty(HttpHeaders.ORIGIN).size() > 1 || !origins.allows(headers.getOrigin())) {
            return refused(Refusal.Kind.FORBIDDEN, "origin-not-allowed", "Pages of this origin may not connect.");
        }
        List<String> offered = headers.getOrEmpty(PROTOCOLS).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        if (!offered.isEmpty() && !offered.contains(PROTOCOL)) {
            return refused(
                    Refusal.Kind.INVALID, "socket-protocol", "Offer the protocol " + PROTOCOL + ", or none at all.");
        }
        List<String> tokens = offered.stream()
                .filter(each -> each.startsWith(BEARER))
                .map(each -> each.substring(BEARER.length()))
                .toList();
        return chain.filter(tokens.isEmpty() ? exchange : withTokens(exchange, tokens));
    }

    /** All of them, beside what was there already: who shows more than one is turned away by the check. */
    private static ServerWebExchange withTokens(ServerWebExchange exchange, List<String> tokens) {
        ServerHttpRequest request = exchange.getRequest()
                .mutate()
                .headers(headers -> tokens.forEach(token -> headers.add(HttpHeaders.AUTHORIZATION, "Bearer " + token)))
                .build();
        return exchange.mutate().request(request).build();
    }

    private static Mono<Void> refused(Refusal.Kind kind, String code, String detail) {
        return Mono.error(new Refusal(kind, code, detail));
    }
}
