package com.penguinmails.gateway.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What of a caller's headers reaches a service. Names by which parts of the platform identify somebody are believed by nobody when
 * they come from outside; they are taken away all the same, so that a mistake in a service stays a mistake and no hole.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class OutgoingHeaders implements HttpHeadersFilter {

    private static final List<String> STRIPPED_PREFIXES =
            List.of("pm-", "x-tenant-", "x-user-", "x-internal-", "x-forwarded-", "x-original-", "x-rewrite-");

    private static final Set<String> STRIPPED = Set.of(
            "forwarded",
            "cookie",
            "x-api-key",
            "x-real-ip",
            "x-client-ip",
            "true-client-ip",
            "x-http-method-override",
            "x-http-method",
            "x-method-override",
            "proxy",
            "proxy-authorization");

    private final EdgeProperties edge;
    private final ClientAddresses addresses;

    OutgoingHeaders(EdgeProperties edge, ClientAddresses addresses) {
        this.edge = edge;
        this.addresses = addresses;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var headers = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!isStripped(name.toLowerCase(Locale.ROOT))) {
                headers.addAll(name, values);
            }
        });
        // What was verified goes on and nothing else. On an open path that is nothing: a stale token must not spoil a
        // log-in.
        headers.remove(HttpHeaders.AUTHORIZATION);
        Caller.of(exchange).ifPresent(caller -> headers.setBearerAuth(caller.token()));
        headers.set(RequestIds.HEADER, RequestIds.of(exchange));
        headers.set("X-Forwarded-For", addresses.of(exchange.getRequest()));
        headers.set("X-Forwarded-Proto", edge.publicUrl().getScheme());
        headers.set("X-Forwarded-Host", edge.publicUrl().getAuthority());
        return headers;
    }

    private static boolean isStripped(String name) {
        return STRIPPED.contains(name) || STRIPPED_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
