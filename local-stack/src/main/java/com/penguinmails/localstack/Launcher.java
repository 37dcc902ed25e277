package com.penguinmails.localstack;

import com.penguinmails.localstack.backing.Backing;
import com.penguinmails.localstack.process.OwnProcesses;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.service.DeathNotice;
import com.penguinmails.localstack.service.RestartOnDeath;
import com.penguinmails.localstack.service.ServiceDefinition;
import com.penguinmails.localstack.service.ServiceEnvironment;
import com.penguinmails.localstack.service.ServiceStarter;
import com.penguinmails.localstack.service.StartOutcome;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.Ports;
import com.penguinmails.localstack.state.Secrets;
import com.penguinmails.localstack.state.StackLock;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Starts and stops the parts of one stack. Each call holds the stack's lock, so two of them never work against each other. */
final class Launcher {

    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final Duration BACKING_PATIENCE = Duration.ofSeconds(90);

    private final StackConfig config;
    private final StateFolder state;

    Launcher(StackConfig config) {
        this.config = config;
        this.state = config.state();
    }

    /**
     * Starts whatever does not run yet, and again whatever runs from a jar that was built anew since, and waits for it.
     *
     * @return how each start went; empty when all ran already
     * @throws IOException if PostgreSQL, Redis or the mail world do not come up
     * @throws IllegalStateException if a port is in use or another command is at work
     */
    List<StartOutcome> up(StackListener listener) throws IOException, InterruptedException {
        stopOutdated();
        return startMissing(config.catalog().services(), listener);
    }

    private void stopOutdated() throws IOException, InterruptedException {
        try (StackLock lock = StackLock.take(state)) {
            OwnProcesses own = new OwnProcesses(state.processes());
            for (ServiceDefinition service : config.catalog().services()) {
                Optional<ProcessRecord> running = state.processes()
                        .find(service.name())
                        .filter(process -> process.running().isPresent());
                if (running.isPresent()
                        && Files.exists(service.jar())
                        && Files.getLastModifiedTime(service.jar())
                                .toInstant()
                                .isAfter(running.get().startedAt())) {
                    own.stop(service.name(), GRACE);
                }
            }
        }
    }

    /** Starts one service, and what it stands on; nothing happens if it runs. */
    List<StartOutcome> start(String service, StackListener listener) throws IOException, InterruptedException {
        return startMissing(List.of(config.catalog().named(service)), listener);
    }

    private List<StartOutcome> startMissing(List<ServiceDefinition> wanted, StackListener listener)
            throws IOException, InterruptedException {
        try (StackLock lock = StackLock.take(state)) {
            RestartOnDeath.want(state, config.restartOnDeath());
            Backing backing = new Backing(state);
            if (!backing.isRunning()) {
                // What a killed one left behind still holds its ports.
                backing.stop();
            }
            Set<String> running = runningServices();
            Ports ports = StackPorts.assign(config, backing.isRunning(), running);
            Secrets secrets = Secrets.loadOrCreate(state, config.catalog().names(), new SecureRandom());
            Addresses addresses = new Addresses(ports);
            ServiceEnvironment environment =
                    new ServiceEnvironment(state, addresses, secrets, config.catalog(), config.environment());
            ServiceStarter starter = new ServiceStarter(
                    state,
                    addresses,
                    service -> environment.of(service, System.getenv()),
                    Clock.systemUTC(),
                    config.patience());
            List<ServiceDefinition> missing = wanted.stream()
                    .filter(service -> !running.contains(service.name()))
                    .toList();
            if (!backing.isRunning()) {
                long began = System.nanoTime();
                Thread unpacking = Thread.ofPlatform().start(() -> starter.unpackAhead(missing));
                backing.start(config.catalog().names(), config.sharesClasses(), BACKING_PATIENCE);
                unpacking.join();
                listener.backingReady(Duration.ofNanos(System.nanoTime() - began));
            }
            List<StartOutcome> outcomes = starter.start(missing, listener::serviceStarted);
            StackFile.write(config, addresses, secrets);
            return outcomes;
        }
    }

    /** Stops everything of this stack and nothing else; {@code listener} hears what had to be killed. */
    Map<String, OwnProcesses.Ended> down() throws InterruptedException {
        try (StackLock lock = StackLock.take(state)) {
            RestartOnDeath.want(state, false);
            Map<String, OwnProcesses.Ended> ended = new LinkedHashMap<>();
            // Those that take in or hand on work leave first, so that the others can answer them to the end.
            ended.putAll(stopTogether(true));
            ended.putAll(stopTogether(false));
            config.catalog().names().forEach(name -> DeathNotice.clear(state, name));
            new Backing(state).stop();
            return ended;
        }
    }

    OwnProcesses.Ended stop(String service) throws InterruptedException {
        String name = config.catalog().named(service).name();
        try (StackLock lock = StackLock.take(state)) {
            return new OwnProcesses(state.processes()).stop(name, GRACE);
        }
    }

    OwnProcesses.Ended kill(String service) throws InterruptedException {
        String name = config.catalog().named(service).name();
        try (StackLock lock = StackLock.take(state)) {
            return new OwnProcesses(state.processes()).kill(name);
        }
    }

    Set<String> runningServices() {
        return config.catalog().names().stream()
                .filter(name -> state.processes().running(name).isPresent())
                .collect(Collectors.toSet());
    }

    private Map<String, OwnProcesses.Ended> stopTogether(boolean first) throws InterruptedException {
        OwnProcesses own = new OwnProcesses(state.processes());
        Map<String, Future<OwnProcesses.Ended>> stopping = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ServiceDefinition service : config.catalog().services()) {
                if (service.stopsFirst() == first) {
                    stopping.put(service.name(), threads.submit(() -> own.stop(service.name(), GRACE)));
                }
            }
        }
        Map<String, OwnProcesses.Ended> ended = new LinkedHashMap<>();
        for (Map.Entry<String, Future<OwnProcesses.Ended>> entry : stopping.entrySet()) {
            try {
                ended.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("stopping " + entry.getKey() + " failed", e.getCause());
            }
        }
        return ended;
    }
}
