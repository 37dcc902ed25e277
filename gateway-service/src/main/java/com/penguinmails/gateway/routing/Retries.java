package com.penguinmails.gateway.routing;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.PrematureCloseException;
import reactor.util.retry.Retry;

/**
 * Asks again when the connection could not be made or broke off before an answer, but only what changes nothing and has no body,
 * and as far as the {@link RetryBudget} allows.
 *
 * <p>The gateway library has such a filter. It is not used, because it keeps the body of every request of its routes in memory,
 * uploads included, and before anybody has looked at the token.
 */
final class Retries implements GatewayFilter {

    private static final int AT_MOST = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    private final RetryBudget budget;

    /** @param budget of the service, shared by all its routes */
    Retries(RetryBudget budget) {
        this.budget = budget;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        budget.earn();
        if (!mayRepeat(exchange)) {
            return chain.filter(exchange);
        }
        var again = new AtomicBoolean();
        return Mono.defer(() -> {
                    if (again.getAndSet(true)) {
                        ServerWebExchangeUtils.reset(exchange);
                    }
                    return chain.filter(exchange);
                })
                .retryWhen(Retry.backoff(AT_MOST, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(failure -> isBrokenOff(failure) && budget.spend())
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    private static boolean isBrokenOff(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof PrematureCloseException;
    }

    private static boolean mayRepeat(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return exchange.getRequest().getMethod() == HttpMethod.GET
                && headers.getContentLength() <= 0
                && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }
}
