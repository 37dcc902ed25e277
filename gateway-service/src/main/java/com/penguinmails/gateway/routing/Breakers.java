package com.penguinmails.gateway.routing;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.gateway.edge.Unavailable;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Leaves a service alone for a while when half of the last calls could not reach it or got no answer in time.
 *
 * <p>A service that answers with an error works, and a caller who sends too much or hangs up is nobody else's failure.
 */
@Component
class Breakers {

    private static final int CALLS_LOOKED_AT = 20;
    private static final int CALLS_NEEDED = 10;
    private static final int TRIAL_CALLS = 3;
    private static final float FAILURES_PERCENT = 50;

    private final CircuitBreakerRegistry registry;

    Breakers(RoutingProperties routing, MeterRegistry meters) {
        this.registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(CALLS_LOOKED_AT)
                .minimumNumberOfCalls(CALLS_NEEDED)
                .failureRateThreshold(FAILURES_PERCENT)
                .waitDurationInOpenState(routing.breakerOpenFor())
                .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                .recordException(Breakers::isFaultOfService)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }

    /** One breaker for each service, whichever of its routes is used. */
    GatewayFilter around(ServiceName service) {
        var breaker = registry.circuitBreaker(service.id());
        return (exchange, chain) -> chain.filter(exchange)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(CallNotPermittedException.class, open -> Unavailable.service());
    }

    private static boolean isFaultOfService(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof ResponseStatusException refused
                        && refused.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT);
    }
}
