package com.penguinmails.localstack;

import com.penguinmails.localstack.service.ServiceCatalog;
import com.penguinmails.localstack.state.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a stack is set up.
 *
 * @param catalog the services it runs
 * @param state where it keeps its data; two stacks never share one
 * @param fixedPorts ports the user wants, by part of the stack
 * @param usualPorts ports taken when they are free, by part of the stack
 * @param environment set for every service, over everything else
 * @param patience how long each service may take to become healthy
 * @param restartOnDeath start a service again when it dies
 * @param sharesClasses once the machine is idle, prepare a quicker next start
 */
public record StackConfig(
        ServiceCatalog catalog,
        StateFolder state,
        Map<String, Integer> fixedPorts,
        Map<String, Integer> usualPorts,
        Map<String, String> environment,
        Duration patience,
        boolean restartOnDeath,
        boolean sharesClasses) {

    static final int USUAL_GATEWAY_PORT = 8080;

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    public StackConfig {
        fixedPorts = Map.copyOf(fixedPorts);
        usualPorts = Map.copyOf(usualPorts);
        environment = Map.copyOf(environment);
    }

    /**
     * The ten services on free ports, with nothing fixed: right for tests.
     *
     * @param project folder of the root pom; its services must have been packaged
     */
    public static StackConfig of(Path project, Path stateFolder) {
        return new StackConfig(
                ServiceCatalog.of(project),
                new StateFolder(stateFolder),
                Map.of(),
                Map.of(),
                Map.of(),
                PATIENCE,
                false,
                false);
    }

    /**
     * As a person at a terminal wants it: {@code PM_STATE_DIR} (default {@code .local} beside the root pom), {@code PM_<PART>_PORT}
     * for each service and for postgres, redis, smtp, imap and mail-world, gateway on 8080 when that is free.
     *
     * @throws IllegalArgumentException if a port is no number from 1 to 65535
     */
    public static StackConfig fromEnvironment(Path project, Map<String, String> environment) {
        Path state = Optional.ofNullable(environment.get("PM_STATE_DIR"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> project.resolve(".local"));
        StackConfig config = of(project, state);
        Map<String, Integer> fixed = new HashMap<>();
        StackPorts.parts(config.catalog())
                .forEach(part -> fixedPort(environment, part).ifPresent(port -> fixed.put(part, port)));
        return config.withPorts(fixed, Map.of(ServiceCatalog.GATEWAY, USUAL_GATEWAY_PORT))
                .withSharedClasses(true);
    }

    /** The folder of the root pom: the current one or one above it. */
    public static Path findProject(Path from) {
        return Stream.iterate(from.toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                .filter(folder -> Files.isDirectory(folder.resolve("local-stack")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("run this inside the project: no root pom above " + from));
    }

    public StackConfig withCatalog(ServiceCatalog services) {
        return new StackConfig(
                services, state, fixedPorts, usualPorts, environment, patience, restartOnDeath, sharesClasses);
    }

    public StackConfig withPorts(Map<String, Integer> fixed, Map<String, Integer> usual) {
        return new StackConfig(catalog, state, fixed, usual, environment, patience, restartOnDeath, sharesClasses);
    }

    /** Variables for every service, over everything else. */
    public StackConfig withEnvironment(Map<String, String> variables) {
        return new StackConfig(
                catalog, state, fixedPorts, usualPorts, variables, patience, restartOnDeath, sharesClasses);
    }

    public StackConfig withPatience(Duration perService) {
        return new StackConfig(
                catalog, state, fixedPorts, usualPorts, environment, perService, restartOnDeath, sharesClasses);
    }

    public StackConfig withRestartOnDeath(boolean restart) {
        return new StackConfig(catalog, state, fixedPorts, usualPorts, environment, patience, restart, sharesClasses);
    }

    public StackConfig withSharedClasses(boolean share) {
        return new StackConfig(catalog, state, fixedPorts, usualPorts, environment, patience, restartOnDeath, share);
    }

    private static Optional<Integer> fixedPort(Map<String, String> environment, String part) {
        String variable = "PM_" + part.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "_") + "_PORT";
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> parsePort(variable, value.strip()));
    }

    private static int parsePort(String variable, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(variable + " is \"" + value + "\", which is no port from 1 to 65535");
        }
        return Integer.parseInt(value);
    }
}
