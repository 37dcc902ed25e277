package com.penguinmails.queuer.overview;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.QueueConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Gauges of depth and age, counted every ten seconds and not at every scrape. */
@Component
class QueueMetrics implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final QueueOverview overview;
    private final QueueConnections redis;
    private final MultiGauge ready;
    private final MultiGauge leased;
    private final MultiGauge oldest;
    private final MultiGauge depth;
    private @Nullable Loop loop;

    QueueMetrics(QueueOverview overview, QueueConnections redis, MeterRegistry meters) {
        this.overview = overview;
        this.redis = redis;
        ready = MultiGauge.builder("penguinmails.queue.ready").register(meters);
        leased = MultiGauge.builder("penguinmails.queue.leased").register(meters);
        oldest = MultiGauge.builder("penguinmails.queue.oldest.seconds").register(meters);
        depth = MultiGauge.builder("penguinmails.queue.redis.depth").register(meters);
    }

    private void measure() {
        List<QueueView> queues = overview.queues();
        ready.register(rows(queues, QueueView::due), true);
        leased.register(rows(queues, QueueView::leased), true);
        oldest.register(rows(queues, QueueView::oldestDueSeconds), true);
        var depths = new ArrayList<MultiGauge.Row<?>>();
        for (String queue : redis.queues()) {
            redis.dispatch(queue)
                    .depths()
                    .forEach((band, entries) -> depths.add(MultiGauge.Row.of(
                            Tags.of("queue", queue, "band", band.name().toLowerCase(Locale.ROOT)), entries)));
        }
        depth.register(depths, true);
    }

    private static List<MultiGauge.Row<?>> rows(List<QueueView> queues, ToLongFunction<QueueView> value) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        queues.forEach(queue -> rows.add(MultiGauge.Row.of(Tags.of("queue", queue.queue()), value.applyAsLong(queue))));
        return rows;
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
