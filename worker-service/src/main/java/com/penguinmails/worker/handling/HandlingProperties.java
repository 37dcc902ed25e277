package com.penguinmails.worker.handling;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long handlers may take.
 *
 * @param timeout then the handler is interrupted and the jobs it has not reported on are tried again
 * @param timeouts the same for single kinds
 * @param batch most jobs in one call
 */
@ConfigurationProperties("penguinmails.worker.handling")
record HandlingProperties(
        @DefaultValue("60s") Duration timeout,
        @DefaultValue Map<String, Duration> timeouts,
        @DefaultValue("50") int batch) {

    Duration timeoutOf(String kind) {
        return timeouts.getOrDefault(kind, timeout);
    }
}
