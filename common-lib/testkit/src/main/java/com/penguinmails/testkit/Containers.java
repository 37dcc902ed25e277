package com.penguinmails.testkit;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The same tests on the servers of official images, where a Docker engine is present: {@code PM_TEST_CONTAINERS=true make test}.
 *
 * <p>{@code PM_TEST_POSTGRES_IMAGE} (default {@code postgres:18}) and {@code PM_TEST_REDIS_IMAGE} (default {@code redis:7}) choose
 * the images. Testcontainers removes the containers when the JVM ends.
 */
final class Containers {

    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;

    private Containers() {}

    static boolean wanted() {
        return Boolean.parseBoolean(System.getenv("PM_TEST_CONTAINERS"));
    }

    /** A server whose superuser is {@code postgres}. */
    @SuppressWarnings("resource")
    static PostgresServer postgres(String superuserPassword, String... settings) {
        var container = new GenericContainer<>(DockerImageName.parse(image("PM_TEST_POSTGRES_IMAGE", "postgres:18")))
                .withEnv("POSTGRES_PASSWORD", superuserPassword)
                .withExposedPorts(POSTGRES_PORT)
                .withCommand(PostgresServer.command(settings))
                // The image starts the server twice: once to set it up, once to serve.
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
        container.start();
        return new PostgresServer(container.getHost(), container.getMappedPort(POSTGRES_PORT));
    }

    /** A server without persistence. */
    @SuppressWarnings("resource")
    static String redisUrl() {
        var container = new GenericContainer<>(DockerImageName.parse(image("PM_TEST_REDIS_IMAGE", "redis:7")))
                .withExposedPorts(REDIS_PORT)
                .withCommand("redis-server", "--save", "", "--appendonly", "no", "--protected-mode", "no")
                .waitingFor(Wait.forListeningPort());
        container.start();
        return "redis://" + container.getHost() + ":" + container.getMappedPort(REDIS_PORT);
    }

    private static String image(String variable, String usual) {
        String wanted = System.getenv(variable);
        return wanted == null || wanted.isBlank() ? usual : wanted;
    }
}
