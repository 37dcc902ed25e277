package com.penguinmails.gateway.edge;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * One line for each request: what was asked, how it ended, how long it took.
 *
 * <p>The route is named and not the path, because the paths of tracking links are secrets; so are query strings and tokens.
 */
@Component
@Order(EdgeOrder.REQUEST_LOG)
class RequestLog implements WebFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long start = System.nanoTime();
        return chain.filter(exchange).doFinally(end -> write(exchange, end, System.nanoTime() - start));
    }

    private static void write(ServerWebExchange exchange, SignalType end, long nanos) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        try (var scope = LogScope.of(exchange)) {
            // Without a route it is a probe of /health, the documentation or nothing at all.
            var line = (route == null ? LOG.atDebug() : LOG.atInfo())
                    .setMessage("request")
                    .addKeyValue("method", exchange.getRequest().getMethod().name())
                    .addKeyValue("route", route == null ? "none" : route.getId())
                    .addKeyValue(
                            "status",
                            end == SignalType.CANCEL ? Failures.CALLER_GONE : status == null ? 200 : status.value())
                    .addKeyValue("key", Caller.of(exchange).map(Caller::keyId).orElse("none"))
                    .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(nanos));
            if (end != SignalType.ON_COMPLETE) {
                line = line.addKeyValue("begun", exchange.getResponse().isCommitted());
            }
            line.log();
        }
    }
}
