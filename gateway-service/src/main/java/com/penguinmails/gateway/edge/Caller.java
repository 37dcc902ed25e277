package com.penguinmails.gateway.edge;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * The person behind a request, from a verified token or an API key.
 *
 * @param tenantId null until a tenant was chosen
 * @param keyId the API key that was used; null for a person who signed in
 * @param sessionId the sign-in the token belongs to; null for an API key
 * @param token what the services are shown
 * @param tokenExpiresAt when it stops to be good
 * @param isOperator whether the token holds a permission of the platform; no API key does
 */
public record Caller(
        String userId,
        @Nullable String tenantId,
        @Nullable String keyId,
        @Nullable String sessionId,
        String token,
        Instant tokenExpiresAt,
        boolean isOperator) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Notes the caller for those who look at the request later. */
    public void keepIn(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    @Override
    public String toString() {
        return "Caller[" + userId + "]";
    }

    /** Empty for a request without a verified token. */
    public static Optional<Caller> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.<Caller>getAttribute(ATTRIBUTE));
    }
}
