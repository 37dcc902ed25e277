package com.penguinmails.observability.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds a check in time and in frequency. The paths are open to everybody, so a thousand askers must cost one connection,
 * and a dependency that hangs must not hang the probe.
 */
final class GuardedCheck {

    static final Duration PATIENCE = Duration.ofSeconds(3);
    static final Duration FRESH = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(GuardedCheck.class);

    private final HealthCheck check;
    private final Clock clock;
    private final Duration patience;
    private @Nullable Answer last;

    GuardedCheck(HealthCheck check, Clock clock) {
        this(check, clock, PATIENCE);
    }

    GuardedCheck(HealthCheck check, Clock clock, Duration patience) {
        this.check = check;
        this.clock = clock;
        this.patience = patience;
    }

    private record Answer(HealthReport report, Instant until) {}

    String name() {
        return check.name();
    }

    synchronized HealthReport report() {
        Answer known = last;
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.report();
        }
        HealthReport report = ask();
        last = new Answer(report, clock.instant().plus(FRESH));
        return report;
    }

    private HealthReport ask() {
        FutureTask<HealthReport> task = new FutureTask<>(check::check);
        Thread.ofVirtual().name("health-" + check.name()).start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            task.cancel(true);
            return HealthReport.unhealthy("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            log.warn("health check {} failed", check.name(), cause);
            return HealthReport.unhealthy(
                    "the check failed: " + cause.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return HealthReport.unhealthy("the service is stopping");
        }
    }
}
