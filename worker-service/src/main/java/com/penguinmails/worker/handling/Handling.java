package com.penguinmails.worker.handling;

import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.observability.MetricNames;
import com.penguinmails.security.ServiceClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Carries out fetched entries: those of one kind together, each group on a thread of its own, with a limit in time. */
@Component
public class Handling {

    private static final Logger log = LoggerFactory.getLogger(Handling.class);

    private final Handlers handlers;
    private final HandlingProperties properties;
    private final MeterRegistry meters;
    private final DeliveryTraces traces;
    private final Soon soon;

    Handling(
            List<LocalHandler> local,
            ServiceClients clients,
            HandlingProperties properties,
            Clock clock,
            RandomGenerator random,
            MeterRegistry meters,
            ObjectProvider<Tracer> tracer) {
        this.soon = new Soon(clock, random);
        this.handlers = new Handlers(local, service -> clients.create(service, JobHandling.class), soon);
        this.properties = properties;
        this.meters = meters;
        this.traces = new DeliveryTraces(tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    /**
     * Begins to work on the entries and returns at once.
     *
     * @param queue where they come from
     * @param isHeld whether the worker can still prove that it holds them
     * @param ended called exactly once per entry
     */
    public void begin(String queue, List<Entry> entries, BooleanSupplier isHeld, BiConsumer<Entry, Ending> ended) {
        Map<Sort, List<Entry>> byKind = new LinkedHashMap<>();
        entries.forEach(
                entry -> byKind.computeIfAbsent(new Sort(entry.handler(), entry.kind()), kind -> new ArrayList<>())
                        .add(entry));
        byKind.values().forEach(group -> {
            for (int from = 0; from < group.size(); from += properties.batch()) {
                List<Entry> batch = List.copyOf(group.subList(from, Math.min(group.size(), from + properties.batch())));
                begin(new Batch(queue, batch, isHeld, ended, traces.start(queue, batch)));
            }
        });
    }

    private record Sort(String handler, String kind) {

        // Written out, since this is asked for every job and what records are given is slow before the second compiler.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sort that && handler.equals(that.handler) && kind.equals(that.kind);
        }

        @Override
        public int hashCode() {
            return handler.hashCode() * 31 + kind.hashCode();
        }
    }

    private void begin(Batch batch) {
        Entry first = batch.entries().getFirst();
        Optional<LocalHandler> handler = handlers.find(first);
        if (handler.isEmpty()) {
            batch.reportRest(
                    Ending.discard("nobody carries out jobs of kind " + first.kind() + " for " + first.handler()));
            batch.trace().end();
            return;
        }
        begin(handler.get(), batch);
    }

    private void begin(LocalHandler handler, Batch batch) {
        Thread worker = Thread.ofVirtual()
                .name("job " + handler.kind())
                .unstarted(() -> batch.trace().run(() -> run(handler, batch)));
        Thread.ofVirtual().name("watch " + handler.kind()).start(() -> watch(worker, handler, batch));
        worker.start();
    }

    private void run(LocalHandler handler, Batch batch) {
        long started = System.nanoTime();
        try {
            handler.handle(batch);
            batch.reportRest(Ending.retry("its handler gave no report"));
        } catch (InterruptedException stopped) {
            batch.reportRest(Ending.retry("its handler was interrupted"));
        } catch (DeliveryFailed failed) {
            batch.trace().failed(failed);
            failed(handler, batch, failed.reason());
        } catch (RuntimeException | Error bug) {
            // An error is about this job's data as often as about this process; either way the other jobs go on.
            log.error("the handler of {} failed", handler.kind(), bug);
            batch.trace().failed(bug);
            batch.reportRest(Ending.retry(bug.getClass().getSimpleName()));
        } finally {
            batch.trace().end();
            meters.timer(MetricNames.JOB_DURATION, MetricNames.KIND, handler.kind())
                    .record(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void watch(Thread worker, LocalHandler handler, Batch batch) {
        Duration timeout = batch.timeout();
        try {
            if (!batch.awaitAll(timeout)) {
                batch.trace().event("timed out");
                failed(handler, batch, "its handler took longer than " + timeout.toSeconds() + " s");
                // Only now: what the interrupted handler has to say would tell less.
                worker.interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody knows yet which of several is to blame. */
    private void failed(LocalHandler handler, Batch batch, String reason) {
        if (batch.entries().size() == 1 || !handler.isRepeatable()) {
            batch.fail(reason);
            return;
        }
        log.warn(
                "a delivery of {} jobs of kind {} failed, each comes alone now: {}",
                batch.entries().size(),
                handler.kind(),
                reason);
        List<Entry> suspects = batch.withdraw();
        var search = new Suspects(batch, entry -> beginAlone(handler, batch, entry), soon);
        Thread.ofVirtual().name("suspects " + handler.kind()).start(() -> {
            try {
                search.bringOneByOne(suspects, reason);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Batch beginAlone(LocalHandler handler, Batch together, Entry entry) {
        Batch alone = together.alone(entry, traces.start(together.queue(), List.of(entry)));
        begin(handler, alone);
        return alone;
    }
}
