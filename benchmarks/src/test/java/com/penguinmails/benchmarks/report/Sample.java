package com.penguinmails.benchmarks.report;

import com.penguinmails.benchmarks.measure.Drain;
import com.penguinmails.benchmarks.measure.Latency;
import com.penguinmails.benchmarks.measure.Latency.Quantiles;
import com.penguinmails.benchmarks.system.Contestant;
import com.penguinmails.benchmarks.system.Contestant.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measurements made up for tests. */
final class Sample {

    static final Machine MACHINE = new Machine(
            "a processor",
            2,
            24,
            "Linux amd64",
            13_000,
            "18.6",
            Map.of("fsync", "on"),
            "6.2.6",
            "25",
            "v20",
            Map.of("bullmq", "6.7.0"));

    private final List<Contestant> contestants = new ArrayList<>();
    private final List<Drain> drains = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();

    Sample system(String name, Role role, double... paces) {
        contestants.add(new Contestant(name, role, 1000, 100, false, Map.of("a", "b"), surroundings -> {
            throw new IllegalStateException("is not run");
        }));
        for (double pace : paces) {
            drains.add(drain(name, false, pace));
        }
        return this;
    }

    Sample held(String name, double pace) {
        drains.add(drain(name, true, pace));
        return this;
    }

    Sample latency(String name, double p99) {
        var quantiles = new Quantiles(1, 2, p99, 2 * p99);
        latencies.add(new Latency(name, 1000, 10_000, quantiles, quantiles));
        return this;
    }

    Results results() {
        return Results.of(
                new Measurements(contestants, drains, latencies, Map.of("ours", Map.of("WORKER_CONCURRENCY", "500"))),
                MACHINE);
    }

    /** Everything as good as it has to be. */
    static Sample good() {
        return new Sample()
                .system("ours", Role.OURS, 29_000, 31_000, 30_000)
                .system("raw-insert-only", Role.CEILING, 60_000, 50_000, 55_000)
                .system("raw-update", Role.CEILING, 40_000, 40_000, 40_000)
                .system("db-scheduler", Role.PEER, 5_000, 6_000, 7_000)
                .system("graphile-worker", Role.PEER, 10_000, 14_000, 12_000)
                .held("ours", 27_000)
                .held("db-scheduler", 1_500)
                .latency("ours", 20)
                .latency("ours", 12)
                .latency("ours", 16)
                .latency("graphile-worker", 900);
    }

    private static Drain drain(String name, boolean held, double pace) {
        return new Drain(name, held, 1000, 1000 / pace, pace, 2 * pace, 800, 700, 2.004, Map.of("postgres", 0.02));
    }
}
