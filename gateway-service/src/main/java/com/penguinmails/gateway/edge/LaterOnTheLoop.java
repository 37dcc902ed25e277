package com.penguinmails.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets no request be answered while it is still being read. Reactor Netty up to 1.3.7 forgets to read on when a request that had to wait
 * for the one before it is answered at once, as refusals are, and the next request on the connection then hangs
 * (<a href="https://github.com/reactor/reactor-netty/issues/4361">#4361</a>). The work begins one turn later, on the same thread.
 */
@Component
@Order(EdgeOrder.LATER)
class LaterOnTheLoop implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> chain.filter(exchange)).subscribeOn(CallersLoop.of(exchange));
    }
}
