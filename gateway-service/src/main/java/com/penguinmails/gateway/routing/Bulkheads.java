package com.penguinmails.gateway.routing;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.kernel.Refusal;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.stereotype.Component;

/** Bounds how many requests are at one service, so that a slow one cannot take the connections and memory of all others. */
@Component
class Bulkheads {

    private final BulkheadRegistry registry;

    Bulkheads(RoutingProperties routing, MeterRegistry meters) {
        this.registry = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(routing.callsPerService())
                .maxWaitDuration(Duration.ZERO)
                .build());
        TaggedBulkheadMetrics.ofBulkheadRegistry(registry).bindTo(meters);
    }

    /** One for each service, whichever of its routes is used. Who finds it full is refused at once: waiting would fill the gateway instead. */
    GatewayFilter around(ServiceName service) {
        var bulkhead = registry.bulkhead(service.id());
        return (exchange, chain) -> chain.filter(exchange)
                .transformDeferred(BulkheadOperator.of(bulkhead))
                .onErrorMap(
                        BulkheadFullException.class,
                        full -> Refusal.unavailable(
                                "service-busy", "A part of the platform has too much to do; try again shortly."));
    }
}
