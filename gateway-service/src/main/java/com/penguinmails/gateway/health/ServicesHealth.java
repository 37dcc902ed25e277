package com.penguinmails.gateway.health;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.gateway.routing.ServiceAddresses;
import com.penguinmails.observability.health.HealthCheck;
import com.penguinmails.observability.health.HealthReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * One check of the whole platform: every service is asked for it at once, and those that have no such thing do not count.
 *
 * @param name as in {@code /health/<name>}, here and at the services
 */
record ServicesHealth(String name, ServiceAddresses addresses, HttpClient http) implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final int UNAVAILABLE = 503;
    private static final int NO_SUCH_CHECK = 404;
    private static final int OK = 200;

    @Override
    public HealthReport check() {
        Map<ServiceName, CompletableFuture<Integer>> answers = Arrays.stream(ServiceName.values())
                .filter(service -> service != ServiceName.GATEWAY)
                .collect(Collectors.toMap(service -> service, service -> ask(addresses.of(service))));
        List<String> down = answers.entrySet().stream()
                .filter(answer ->
                        answer.getValue().join() != OK && answer.getValue().join() != NO_SUCH_CHECK)
                .map(answer -> answer.getKey().id())
                .sorted()
                .toList();
        return down.isEmpty()
                ? HealthReport.healthy()
                : HealthReport.unhealthy("not well at: " + String.join(", ", down));
    }

    private CompletableFuture<Integer> ask(URI service) {
        var request = HttpRequest.newBuilder(service.resolve("/health/" + name))
                .timeout(PATIENCE)
                .build();
        return http.sendAsync(request, BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode())
                .exceptionally(noAnswer -> UNAVAILABLE);
    }
}
