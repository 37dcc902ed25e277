package com.penguinmails.gateway.edge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * The person behind a request, from their verified token.
 *
 * @param tenantId null until a tenant was chosen
 */
public record Caller(String userId, @Nullable String tenantId) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Notes the caller for those who look at the request later. */
    public void keepIn(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** Empty for a request without a verified token. */
    public static Optional<Caller> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.<Caller>getAttribute(ATTRIBUTE));
    }
}
