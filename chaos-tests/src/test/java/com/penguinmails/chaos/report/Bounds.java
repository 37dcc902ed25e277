package com.penguinmails.chaos.report;

import com.penguinmails.chaos.report.Report.Row;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The promises of one scenario, measured. A time may exceed its bound by the factor {@code chaos.slack} before the scenario fails, since
 * the machine is shared; the table says {@code late} then.
 */
public final class Bounds {

    private static final double SLACK = Double.parseDouble(System.getProperty("chaos.slack", "1.5"));
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Report report;
    private final String scenario;

    public Bounds(Report report, String scenario) {
        this.report = report;
        this.scenario = scenario;
    }

    /** Waits until it is so; fails when that takes too long, counted from {@code sinceNanos}. */
    public void within(Duration bound, long sinceNanos, String what, Callable<Boolean> isSo) {
        Duration most = Duration.ofNanos((long) (bound.toNanos() * SLACK));
        Duration left = most.minusNanos(System.nanoTime() - sinceNanos);
        try {
            Awaitility.await(what)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .atMost(left.compareTo(LOOK) > 0 ? left : LOOK.multipliedBy(2))
                    .ignoreExceptions()
                    .until(isSo);
        } catch (ConditionTimeoutException tooLate) {
            report.add(new Row(scenario, what, text(bound), "> " + text(most), "FAILED"));
            throw tooLate;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - sinceNanos);
        report.add(new Row(scenario, what, text(bound), text(took), took.compareTo(bound) > 0 ? "late" : "ok"));
    }

    /** Fails when the measured value is greater. */
    public void atMost(double bound, double measured, String what) {
        check("<= " + text(bound), measured, measured <= bound, what);
    }

    /** Fails when the measured value is smaller. */
    public void atLeast(double bound, double measured, String what) {
        check(">= " + text(bound), measured, measured >= bound, what);
    }

    private void check(String bound, double measured, boolean kept, String what) {
        report.add(new Row(scenario, what, bound, text(measured), kept ? "ok" : "FAILED"));
        if (!kept) {
            throw new AssertionError(scenario + ": " + what + " was " + text(measured) + ", must be " + bound);
        }
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
