package com.penguinmails.chaos.arena;

import com.penguinmails.chaos.network.Wire;
import com.penguinmails.chaos.process.ChildProcess;
import com.penguinmails.chaos.process.Children;
import com.penguinmails.chaos.process.PackagedApp;
import com.penguinmails.chaos.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A queuer or worker: a place with a name, ports, wires and state, where one process at a time lives. */
public abstract sealed class Node permits Queuer, Worker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GOODBYE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final PackagedApp app;
    private final Children children;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private @Nullable ChildProcess process;

    Node(String name, PackagedApp app, Children children) {
        this.name = name;
        this.app = app;
        this.children = children;
    }

    abstract Map<String, String> environment();

    abstract List<Wire> wires();

    /** What answers 200 when it is ready to work. */
    abstract String healthPath();

    public String name() {
        return name;
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Starts a process here; returns at once. */
    public void start() {
        start(List.of());
    }

    /** Starts it through another command, which must end in {@code exec "$@"}. */
    public synchronized void start(List<String> through) {
        if (isRunning()) {
            throw new IllegalStateException(name + " runs already");
        }
        var environment = new HashMap<>(environment());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_PORT", Integer.toString(managementPort));
        var command = new ArrayList<>(through);
        command.addAll(app.command());
        process = children.start(name, command, environment);
    }

    /** Kills it, if it runs, and starts it again; returns at once. */
    public void restart() {
        kill();
        start();
    }

    /** SIGKILL. */
    public synchronized void kill() {
        var running = process;
        if (running != null) {
            running.kill();
        }
    }

    /** SIGTERM; returns when it is gone. */
    public synchronized void stop() {
        var running = process;
        if (running != null && running.isAlive()) {
            running.terminate();
            running.awaitEnd(GOODBYE);
        }
    }

    /** SIGSTOP. */
    public synchronized void freeze() {
        if (process != null) {
            process.freeze();
        }
    }

    /** SIGCONT. */
    public synchronized void thaw() {
        if (process != null && process.isAlive()) {
            process.thaw();
        }
    }

    /** Whether these words stand in its log. */
    public boolean says(String words) {
        try (var lines = Files.lines(children.log(name))) {
            return lines.anyMatch(line -> line.contains(words));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public boolean isHealthy() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + healthPath()))
                    .timeout(Duration.ofSeconds(4))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void awaitHealthy() {
        Awaitility.await(name + " is healthy")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast(name + " has ended; see its log", () -> !isRunning())
                .until(this::isHealthy);
    }

    /** The sum of a counter over its labels, as it tells Prometheus; 0 when it has not counted yet. */
    public double counter(String metric) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(metric))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException failure) {
            throw new IllegalStateException(name + " tells no metrics", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
