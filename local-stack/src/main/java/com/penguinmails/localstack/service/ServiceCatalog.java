package com.penguinmails.localstack.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The services of the platform, in the order in which they are best started on a small machine. */
public record ServiceCatalog(List<ServiceDefinition> services) {

    public static final String GATEWAY = "gateway";
    public static final String USER = "user";

    private static final int SMALL = 160;
    private static final int BUSY = 256;

    public ServiceCatalog {
        services = List.copyOf(services);
    }

    /**
     * The ten services as built in {@code project}. Those that the others ask first, and those that take longest, start first.
     *
     * @param project folder of the root pom
     */
    public static ServiceCatalog of(Path project) {
        return new ServiceCatalog(List.of(
                service(project, USER, Optional.of("users"), SMALL, false),
                service(project, "tenant", Optional.of("tenants"), SMALL, false),
                service(project, "email-processor", Optional.of("email"), BUSY, false),
                service(project, "campaign", Optional.of("campaigns"), BUSY, false),
                service(project, "queuer", Optional.of("queue"), SMALL, true),
                service(project, "infrastructure", Optional.of("infrastructure"), SMALL, false),
                service(project, "billing", Optional.of("billing"), SMALL, false),
                service(project, "analytics", Optional.of("analytics"), SMALL, false),
                service(project, "worker", Optional.empty(), BUSY, true),
                service(project, GATEWAY, Optional.empty(), BUSY, true)));
    }

    /**
     * The service of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ServiceDefinition named(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no service called " + name + ", there are " + names()));
    }

    public List<String> names() {
        return services.stream().map(ServiceDefinition::name).toList();
    }

    private static ServiceDefinition service(
            Path project, String name, Optional<String> schema, int heap, boolean stopsFirst) {
        String artifact = name + "-service";
        Path jar = project.resolve(artifact).resolve("target").resolve(artifact + "-1.0.0-SNAPSHOT-exec.jar");
        return new ServiceDefinition(name, schema, heap, jar, stopsFirst);
    }
}
