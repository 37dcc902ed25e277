package com.penguinmails.localstack.backing;

import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.service.SharedClasses;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Once the stack has run for a while and the machine is idle, makes the file that lets services start quicker the next time. */
final class IdleWork implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final double IDLE_SHARE = 0.35;

    private final StateFolder state;
    private final List<String> services;
    private final InstantSource clock;
    private final Thread thread;

    private IdleWork(StateFolder state, List<String> services, InstantSource clock) {
        this.state = state;
        this.services = List.copyOf(services);
        this.clock = clock;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("idle-work")
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::workWhenIdle);
    }

    static IdleWork begin(StateFolder state, List<String> services, InstantSource clock) {
        IdleWork work = new IdleWork(state, services, clock);
        work.thread.start();
        return work;
    }

    private void workWhenIdle() {
        SharedClasses sharedClasses = new SharedClasses(state);
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(PAUSE);
                if (allSettled() && machineIsIdle()) {
                    if (sharedClasses.isWanted(services)) {
                        sharedClasses.make(services);
                        System.out.println("shared classes are made; services start quicker from now on");
                    }
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Services start without it; it is tried again with the next start of the stack.
            System.err.println("shared classes could not be made: " + e);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean allSettled() {
        for (String service : services) {
            Optional<ProcessRecord> record = state.processes().find(service);
            if (record.isEmpty()
                    || record.get().running().isEmpty()
                    || record.get().startedAt().isAfter(clock.instant().minus(SETTLED))) {
                return false;
            }
        }
        return true;
    }

    private static boolean machineIsIdle() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double load = system.getSystemLoadAverage();
        return load >= 0 && load < IDLE_SHARE * system.getAvailableProcessors();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
