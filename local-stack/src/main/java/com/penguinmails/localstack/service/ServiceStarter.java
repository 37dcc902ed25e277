package com.penguinmails.localstack.service;

import com.penguinmails.localstack.process.Poll;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** Starts services, a few at a time, and waits until they are healthy. */
public final class ServiceStarter {

    /** Starting ten at once takes as long in total, but then the first is up when the last is. */
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors() + 1);

    /** One that waits for another, still unstarted one must not hold up the queue for good. */
    private static final Duration HOLDS_ITS_PLACE = Duration.ofSeconds(40);

    /** Often enough to notice, seldom enough to leave the cores to those that start. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);

    private final StateFolder state;
    private final Addresses addresses;
    private final Function<ServiceDefinition, Map<String, String>> environment;
    private final InstantSource clock;
    private final Duration patience;
    private final UnpackedApp unpackedApp;
    private final SharedClasses sharedClasses;
    private final JavaRuntime java = JavaRuntime.current();

    /**
     * Prepares to start services of one stack.
     *
     * @param patience how long a service may take to become healthy
     */
    public ServiceStarter(
            StateFolder state,
            Addresses addresses,
            Function<ServiceDefinition, Map<String, String>> environment,
            InstantSource clock,
            Duration patience) {
        this.state = state;
        this.addresses = addresses;
        this.environment = environment;
        this.clock = clock;
        this.patience = patience;
        this.unpackedApp = new UnpackedApp(state.apps());
        this.sharedClasses = new SharedClasses(state);
    }

    /**
     * Starts all of {@code services} in their order and waits for each.
     *
     * @param listener told of every outcome as it happens, possibly from several threads
     * @return the outcomes, in the order of {@code services}
     */
    public List<StartOutcome> start(List<ServiceDefinition> services, Consumer<StartOutcome> listener)
            throws InterruptedException {
        try (Health health = new Health();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore places = new Semaphore(AT_ONCE);
            List<Future<StartOutcome>> outcomes = new ArrayList<>();
            try {
                for (ServiceDefinition service : services) {
                    places.acquire();
                    outcomes.add(threads.submit(() -> {
                        Place place = new Place(places);
                        try {
                            StartOutcome outcome = start(service, health, place);
                            listener.accept(outcome);
                            return outcome;
                        } finally {
                            place.leave();
                        }
                    }));
                }
                List<StartOutcome> results = new ArrayList<>();
                for (Future<StartOutcome> outcome : outcomes) {
                    results.add(outcome.get());
                }
                return results;
            } catch (ExecutionException e) {
                throw new IllegalStateException("starting the services failed", e.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Unpacks what {@link #start} will need; meant for the time in which there is nothing to start yet. */
    public void unpackAhead(List<ServiceDefinition> services) {
        for (ServiceDefinition service : services) {
            try {
                unpack(service);
            } catch (IOException ignored) {
                // Said when the service is started, with its name.
            }
        }
    }

    private synchronized AppLayout unpack(ServiceDefinition service) throws IOException {
        if (!Files.exists(service.jar())) {
            throw new IOException(service.jar() + " is missing: run `make build`");
        }
        return unpackedApp.unpack(service.name(), service.jar());
    }

    private StartOutcome start(ServiceDefinition service, Health health, Place place) throws InterruptedException {
        String name = service.name();
        long began = System.nanoTime();
        ProcessRecord process;
        try {
            process = plan(service).start(state);
        } catch (IOException e) {
            return new StartOutcome.NotStarted(name, String.valueOf(e.getMessage()));
        }
        URI url = addresses.service(name);
        AtomicReference<Health.Answer> answer = new AtomicReference<>(new Health.Answer(false, "not asked yet"));
        Poll.until(patience, BETWEEN_QUESTIONS, () -> {
            if (since(began).compareTo(HOLDS_ITS_PLACE) > 0) {
                place.leave();
            }
            if (process.running().isEmpty()) {
                return true;
            }
            answer.set(ask(health, url));
            return answer.get().up();
        });
        // Asked again at the end: somebody else may answer on the port of a service that is dead.
        if (process.running().isEmpty()) {
            return new StartOutcome.Died(name, DeathNotice.write(state, name, process.pid(), clock.instant()));
        }
        return answer.get().up()
                ? new StartOutcome.Up(name, since(began))
                : new StartOutcome.NotHealthy(name, since(began), answer.get().detail());
    }

    private LaunchPlan plan(ServiceDefinition service) throws IOException {
        AppLayout app = unpack(service);
        List<String> options = new ArrayList<>();
        // Recognised by people who look at a list of processes.
        options.add("-Dpenguinmails.service=" + service.name());
        options.addAll(sharedClasses.optionsFor(app).orElseGet(app::options));
        return new LaunchPlan(
                service.name(), java.command(service.heapMegabytes(), options), environment.apply(service));
    }

    private static Health.Answer ask(Health health, URI url) {
        try {
            return health.of(url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health.Answer(false, "interrupted");
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** One place among those that start at once; left once, whoever asks. */
    private static final class Place {

        private final Semaphore places;
        private boolean left;

        Place(Semaphore places) {
            this.places = places;
        }

        synchronized void leave() {
            if (!left) {
                left = true;
                places.release();
            }
        }
    }
}
