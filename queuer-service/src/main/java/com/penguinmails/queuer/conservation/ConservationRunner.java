package com.penguinmails.queuer.conservation;

import com.penguinmails.jobs.loop.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Checks when it is time, and shows what was last found, also by another queuer. */
@Component
class ConservationRunner implements SmartLifecycle {

    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Conservation conservation;
    private final MultiGauge mismatch;
    private final AtomicReference<Instant> lastCheck;
    private @Nullable Loop loop;

    ConservationRunner(Conservation conservation, MeterRegistry meters, Clock clock) {
        this.conservation = conservation;
        this.lastCheck = new AtomicReference<>(clock.instant());
        this.mismatch = MultiGauge.builder("penguinmails.queue.conservation.mismatch")
                .description("jobs too many or too few, confirmed by a second check")
                .register(meters);
        TimeGauge.builder(
                        "penguinmails.queue.conservation.age",
                        () -> Duration.between(lastCheck.get(), clock.instant()).toSeconds(),
                        TimeUnit.SECONDS)
                .description("since the last check by any queuer")
                .register(meters);
    }

    private void turn() {
        ConservationView found = conservation.check().orElseGet(conservation::last);
        if (found.checkedAt() != null) {
            lastCheck.set(found.checkedAt());
        }
        mismatch.register(rows(found), true);
    }

    /** A row for each queue, so that a zero is there to be seen. */
    static List<MultiGauge.Row<?>> rows(ConservationView found) {
        Map<String, Long> wrong = new HashMap<>();
        found.queues().forEach(queue -> wrong.put(queue.queue(), 0L));
        found.mismatches().stream()
                .filter(difference -> difference.checks() >= Conservation.CONFIRMED_BY)
                .forEach(difference ->
                        wrong.merge(difference.queue(), Math.abs(difference.found() - difference.booked()), Long::sum));
        Map<String, Long> strays = new HashMap<>();
        found.strays().stream()
                .filter(stray -> stray.checks() >= Conservation.CONFIRMED_BY)
                .forEach(stray -> strays.merge(stray.queue(), 1L, Long::sum));
        // A job in two places is a stray and also a difference: one fault, not two.
        strays.forEach((queue, jobs) -> wrong.merge(queue, jobs, Math::max));
        return wrong.entrySet().stream()
                .<MultiGauge.Row<?>>map(queue -> MultiGauge.Row.of(Tags.of("queue", queue.getKey()), queue.getValue()))
                .toList();
    }

    @Override
    public void start() {
        loop = Loop.start("conservation", () -> {
            turn();
            return LOOK;
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
