package com.penguinmails.worker.handling;

import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.observability.MetricNames;
import com.penguinmails.security.ServiceClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out fetched entries: those of one kind together, each group on a thread of its own, with a limit in time. */
@Component
public class Handling {

    private static final Logger log = LoggerFactory.getLogger(Handling.class);

    private final Handlers handlers;
    private final HandlingProperties properties;
    private final MeterRegistry meters;

    Handling(
            List<LocalHandler> local,
            ServiceClients clients,
            HandlingProperties properties,
            Clock clock,
            RandomGenerator random,
            MeterRegistry meters) {
        this.handlers = new Handlers(local, service -> clients.create(service, JobHandling.class), clock, random);
        this.properties = properties;
        this.meters = meters;
    }

    /**
     * Begins to work on the entries and returns at once.
     *
     * @param isHeld whether the worker can still prove that it holds them
     * @param ended called exactly once per entry
     */
    public void begin(List<Entry> entries, BooleanSupplier isHeld, BiConsumer<Entry, Ending> ended) {
        Map<String, List<Entry>> byKind = new LinkedHashMap<>();
        entries.forEach(entry -> byKind.computeIfAbsent(entry.handler() + " " + entry.kind(), kind -> new ArrayList<>())
                .add(entry));
        byKind.values().forEach(group -> {
            for (int from = 0; from < group.size(); from += properties.batch()) {
                List<Entry> batch = List.copyOf(group.subList(from, Math.min(group.size(), from + properties.batch())));
                begin(new Batch(batch, isHeld, ended));
            }
        });
    }

    private void begin(Batch batch) {
        Entry first = batch.entries().getFirst();
        Optional<LocalHandler> handler = handlers.find(first);
        if (handler.isEmpty()) {
            batch.reportRest(
                    Ending.discard("nobody carries out jobs of kind " + first.kind() + " for " + first.handler()));
            return;
        }
        Thread worker = Thread.ofVirtual().name("job " + first.kind()).unstarted(() -> run(handler.get(), batch));
        Duration timeout = batch.timeout();
        Thread.ofVirtual().name("watch " + first.kind()).start(() -> watch(worker, timeout, batch));
        worker.start();
    }

    private void run(LocalHandler handler, Batch batch) {
        long started = System.nanoTime();
        try {
            handler.handle(batch);
            batch.reportRest(Ending.retry("its handler gave no report"));
        } catch (InterruptedException stopped) {
            batch.reportRest(Ending.retry("its handler was interrupted"));
        } catch (RuntimeException bug) {
            log.error("the handler of {} failed", handler.kind(), bug);
            batch.reportRest(Ending.retry(bug.getClass().getSimpleName()));
        } finally {
            meters.timer(MetricNames.JOB_DURATION, MetricNames.KIND, handler.kind())
                    .record(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static void watch(Thread worker, Duration timeout, Batch batch) {
        try {
            if (!batch.awaitAll(timeout)) {
                worker.interrupt();
                batch.reportRest(Ending.retry("its handler took longer than " + timeout.toSeconds() + " s"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
