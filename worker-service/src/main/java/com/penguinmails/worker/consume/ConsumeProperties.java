package com.penguinmails.worker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is worked on at once.
 *
 * @param concurrency jobs of a queue in hand at the same time
 * @param concurrencyOf the same for single queues
 * @param kindLimits {@code kind=number}: how many jobs of a kind run at once, in each queue that carries it; others have no limit but that of
 *     their queue
 * @param beatEvery between two heartbeats
 * @param proof a heartbeat this old proves nothing any more; must be shorter than the queuer's {@code worker-silence}
 * @param drain how long running jobs may take to end when the worker is stopped
 */
@ConfigurationProperties("penguinmails.worker.consume")
record ConsumeProperties(
        @DefaultValue("32") int concurrency,
        @DefaultValue Map<String, Integer> concurrencyOf,
        @DefaultValue List<String> kindLimits,
        @DefaultValue("2s") Duration beatEvery,
        @DefaultValue("8s") Duration proof,
        @DefaultValue("15s") Duration drain) {

    private static final Pattern LIMIT = Pattern.compile("([a-z][a-z0-9.-]*)=([1-9][0-9]{0,3})");

    ConsumeProperties {
        limits(kindLimits);
    }

    Map<String, Integer> limits() {
        return limits(kindLimits);
    }

    private static Map<String, Integer> limits(List<String> kindLimits) {
        return kindLimits.stream()
                .map(limit -> LIMIT.matcher(limit.strip()))
                .collect(Collectors.toMap(limit -> limit(limit).group(1), limit -> Integer.parseInt(limit.group(2))));
    }

    private static Matcher limit(Matcher limit) {
        if (!limit.matches()) {
            throw new IllegalArgumentException("a limit of a kind is written kind=number, 1 to 9999");
        }
        return limit;
    }

    int concurrencyOf(String queue) {
        return concurrencyOf.getOrDefault(queue, concurrency);
    }
}
