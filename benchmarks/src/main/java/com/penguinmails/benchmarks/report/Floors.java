package com.penguinmails.benchmarks.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bounds below which the queue is not good enough to ship. What was not measured does not hold. */
final class Floors {

    private static final double JOBS_PER_SECOND = 10_000;
    private static final double TO_BEST_PEER = 1.5;
    private static final double TO_DB_SCHEDULER = 3;
    private static final double DISPATCH_P99_MS = 50;

    private Floors() {}

    static List<Floor> of(@Nullable SystemResult ours, Ratios ratios, @Nullable Double dispatchP99Ms) {
        String best = ratios.bestPeer() == null ? "" : ", " + ratios.bestPeer();
        return List.of(
                atLeast("jobs a second", JOBS_PER_SECOND, "", ours == null ? null : ours.jobsPerSecond(), ""),
                atLeast("times the best peer" + best, TO_BEST_PEER, "x", ratios.oursToBestPeer(), "x"),
                atLeast(
                        "times db-scheduler",
                        TO_DB_SCHEDULER,
                        "x",
                        ratios.oursToPeers().get("db-scheduler"),
                        "x"),
                new Floor(
                        "dispatch p99 at 1,000 jobs a second",
                        "below " + number(DISPATCH_P99_MS) + " ms",
                        dispatchP99Ms == null ? "not measured" : number(dispatchP99Ms) + " ms",
                        dispatchP99Ms != null && dispatchP99Ms < DISPATCH_P99_MS));
    }

    private static Floor atLeast(String name, double bound, String unit, @Nullable Double value, String valueUnit) {
        return new Floor(
                name,
                "at least " + number(bound) + unit,
                value == null ? "not measured" : number(value) + valueUnit,
                value != null && value >= bound);
    }

    static String number(double value) {
        return value >= 100
                ? "%,.0f".formatted(value)
                : String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
