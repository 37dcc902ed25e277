package com.penguinmails.queuer.overview;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.QueueConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Gauges of depth and age, counted every ten seconds and not at every scrape. What they mean is told in the module's README. */
@Component
class QueueMetrics implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String QUEUE = "queue";
    private static final String BAND = "band";

    private final QueueCounts counts;
    private final QueueConnections redis;
    private final MultiGauge ready;
    private final MultiGauge oldest;
    private final MultiGauge leased;
    private final MultiGauge held;
    private final MultiGauge uncertain;
    private final MultiGauge deadRows;
    private final MultiGauge depth;
    private final MultiGauge acks;
    private final AtomicReference<Double> oldestTransaction = new AtomicReference<>(0.0);
    private @Nullable Loop loop;

    QueueMetrics(QueueCounts counts, QueueConnections redis, MeterRegistry meters) {
        this.counts = counts;
        this.redis = redis;
        ready = MultiGauge.builder("penguinmails.queue.ready").register(meters);
        oldest = MultiGauge.builder("penguinmails.queue.oldest.seconds").register(meters);
        leased = MultiGauge.builder("penguinmails.queue.leased").register(meters);
        held = MultiGauge.builder("penguinmails.queue.held").register(meters);
        uncertain = MultiGauge.builder("penguinmails.queue.uncertain").register(meters);
        deadRows = MultiGauge.builder("penguinmails.queue.dead-rows").register(meters);
        depth = MultiGauge.builder("penguinmails.queue.redis.depth").register(meters);
        acks = MultiGauge.builder("penguinmails.queue.redis.acks").register(meters);
        TimeGauge.builder("penguinmails.queue.oldest.transaction", oldestTransaction::get, TimeUnit.SECONDS)
                .register(meters);
    }

    void measure() {
        QueueCounts.Snapshot now = counts.take();
        ready.register(byBand(now.ready(), QueueCounts.Ready::due), true);
        oldest.register(byBand(now.ready(), QueueCounts.Ready::oldestSeconds), true);
        leased.register(byQueue(now.leased()), true);
        held.register(byQueue(now.held()), true);
        uncertain.register(byQueue(now.uncertain()), true);
        deadRows.register(
                rows(now.deadRows(), table -> Tags.of("table", table.table()), QueueCounts.DeadRows::rows), true);
        oldestTransaction.set(now.oldestTransactionSeconds());
        measureRedis();
    }

    private void measureRedis() {
        var depths = new ArrayList<MultiGauge.Row<?>>();
        var waiting = new ArrayList<MultiGauge.Row<?>>();
        for (String queue : redis.queues()) {
            DispatchSide side = redis.dispatch(queue);
            side.depths()
                    .forEach((band, entries) ->
                            depths.add(MultiGauge.Row.of(Tags.of(QUEUE, queue, BAND, nameOf(band)), entries)));
            waiting.add(MultiGauge.Row.of(Tags.of(QUEUE, queue), side.waitingAcks()));
        }
        depth.register(depths, true);
        acks.register(waiting, true);
    }

    private static List<MultiGauge.Row<?>> byBand(
            List<QueueCounts.Ready> counted, ToLongFunction<QueueCounts.Ready> value) {
        return rows(counted, one -> Tags.of(QUEUE, one.queue(), BAND, nameOf(Band.values()[one.band()])), value);
    }

    private static List<MultiGauge.Row<?>> byQueue(List<QueueCounts.Jobs> counted) {
        return rows(counted, one -> Tags.of(QUEUE, one.queue()), QueueCounts.Jobs::jobs);
    }

    private static <T> List<MultiGauge.Row<?>> rows(
            List<T> counted, java.util.function.Function<T, Tags> tags, ToLongFunction<T> value) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        counted.forEach(one -> rows.add(MultiGauge.Row.of(tags.apply(one), value.applyAsLong(one))));
        return rows;
    }

    private static String nameOf(Band band) {
        return band.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void start() {
        loop = Loop.start("queue metrics", () -> {
            measure();
            return EVERY;
        });
    }

    @Override
    public void stop() {
        var running = loop;
        if (running != null) {
            running.close();
            loop = null;
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
