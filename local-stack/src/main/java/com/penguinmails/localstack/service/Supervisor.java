package com.penguinmails.localstack.service;

import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Watches the services of one stack from a thread of its own and tells when one has ended without being asked to. It watches record
 * files, not children, so any process may watch a stack that another one started.
 */
public final class Supervisor implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final StateFolder state;
    private final List<String> services;
    private final InstantSource clock;
    private final BooleanSupplier restart;
    private final Consumer<DeathNotice> listener;
    /** The process of each service when it was last seen running. */
    private final Map<String, Long> lastSeen = new HashMap<>();

    private final Thread thread;

    private Supervisor(
            StateFolder state,
            List<String> services,
            InstantSource clock,
            BooleanSupplier restart,
            Consumer<DeathNotice> listener) {
        this.state = state;
        this.services = List.copyOf(services);
        this.clock = clock;
        this.restart = restart;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("supervisor").unstarted(this::watch);
    }

    /**
     * Starts to watch.
     *
     * @param restart asked at every death: shall the service be started again?
     * @param listener told of every death, on the watching thread
     */
    public static Supervisor watch(
            StateFolder state,
            List<String> services,
            InstantSource clock,
            BooleanSupplier restart,
            Consumer<DeathNotice> listener) {
        Supervisor supervisor = new Supervisor(state, services, clock, restart, listener);
        supervisor.thread.start();
        return supervisor;
    }

    private void watch() {
        try {
            while (!Thread.interrupted()) {
                for (String service : services) {
                    look(service);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(String service) throws InterruptedException {
        ProcessRecord record = state.processes().find(service).orElse(null);
        if (record == null || record.stopping()) {
            lastSeen.remove(service);
        } else if (record.running().isPresent()) {
            lastSeen.put(service, record.pid());
        } else if (Objects.equals(lastSeen.remove(service), record.pid())) {
            // The record may have been marked as stopping between reading it and looking at the process.
            boolean asked = state.processes()
                    .find(service)
                    .map(now -> now.stopping() || now.pid() != record.pid())
                    .orElse(true);
            if (!asked) {
                died(record);
            }
        }
    }

    private void died(ProcessRecord record) throws InterruptedException {
        DeathNotice notice = DeathNotice.write(state, record.name(), record.pid(), clock.instant());
        listener.accept(notice);
        if (restart.getAsBoolean()) {
            Optional<LaunchPlan> plan = LaunchPlan.find(state, record.name());
            if (plan.isPresent()) {
                startAgain(plan.get());
            }
        }
    }

    private void startAgain(LaunchPlan plan) throws InterruptedException {
        try {
            plan.start(state);
        } catch (IOException e) {
            System.err.println("cannot start " + plan.service() + " again: " + e.getMessage());
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
