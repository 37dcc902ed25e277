package com.penguinmails.gateway.routing;

import com.penguinmails.kernel.Refusal;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Refuses to open a WebSocket on a path that has none; the gateway would otherwise try to at every service. */
@Component
@Order(-95)
class NoUpgrades implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String upgrade = exchange.getRequest().getHeaders().getFirst(HttpHeaders.UPGRADE);
        return "websocket".equalsIgnoreCase(upgrade)
                        && !PublicRoute.of(exchange).opensSocket()
                ? Mono.error(new Refusal(
                        Refusal.Kind.INVALID,
                        "no-websocket",
                        "There is no WebSocket at this path; ask without Upgrade."))
                : chain.filter(exchange);
    }
}
