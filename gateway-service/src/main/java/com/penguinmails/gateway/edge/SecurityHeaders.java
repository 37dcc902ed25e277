package com.penguinmails.gateway.edge;

import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts the headers that make browsers careful on every answer; one that a service has set itself stays, such as its page's policy. */
@Component
@Order(EdgeOrder.SECURITY_HEADERS)
class SecurityHeaders implements WebFilter {

    private static final String POLICY = "Content-Security-Policy";

    private static final Map<String, String> HEADERS = Map.of(
            "Strict-Transport-Security",
            "max-age=31536000; includeSubDomains",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "strict-origin",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    private static final String NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";
    /** The page of the API's documentation is the only one the gateway itself serves. */
    private static final String OWN_PARTS_LOAD =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private static final String DOCUMENTATION = "/docs/";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            HEADERS.forEach((name, value) -> {
                if (!headers.containsHeader(name)) {
                    headers.set(name, value);
                }
            });
            if (!headers.containsHeader(POLICY)) {
                headers.set(POLICY, policyOf(exchange.getRequest().getPath().value()));
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static String policyOf(String path) {
        return path.startsWith(DOCUMENTATION) ? OWN_PARTS_LOAD : NOTHING_LOADS;
    }
}
