package com.penguinmails.worker.consume;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is worked on at once.
 *
 * @param concurrency jobs of a queue in hand at the same time
 * @param concurrencyOf the same for single queues
 * @param beatEvery between two heartbeats
 * @param proof a heartbeat this old proves nothing any more; must be shorter than the queuer's {@code worker-silence}
 * @param drain how long running jobs may take to end when the worker is stopped
 */
@ConfigurationProperties("penguinmails.worker.consume")
record ConsumeProperties(
        @DefaultValue("32") int concurrency,
        @DefaultValue Map<String, Integer> concurrencyOf,
        @DefaultValue("2s") Duration beatEvery,
        @DefaultValue("8s") Duration proof,
        @DefaultValue("15s") Duration drain) {

    int concurrencyOf(String queue) {
        return concurrencyOf.getOrDefault(queue, concurrency);
    }
}
