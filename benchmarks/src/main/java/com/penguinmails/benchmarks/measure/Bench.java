package com.penguinmails.benchmarks.measure;

import com.penguinmails.benchmarks.redis.RedisLink;
import com.penguinmails.benchmarks.server.Activity;
import com.penguinmails.benchmarks.server.Database;
import com.penguinmails.benchmarks.server.Servers;
import com.penguinmails.benchmarks.system.Contestant;
import com.penguinmails.benchmarks.system.Surroundings;
import com.penguinmails.benchmarks.system.SystemUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Gives a system a new database and an empty Redis, warms it up, and watches it from outside. */
public final class Bench {

    private static final int LATENCY_WARM_UP_SECONDS = 20;

    private final Servers servers;
    private final Path folder;
    private int runs;

    public Bench(Servers servers, Path folder) {
        this.servers = servers;
        this.folder = folder;
    }

    /** One drain in processes that have been warmed up. */
    public Drain drain(Contestant contestant, boolean held) throws IOException, SQLException, InterruptedException {
        return drain(contestant, held, (system, database) -> 0);
    }

    /**
     * One drain, and then jobs at a fixed rate to the same processes, which are idle and warm.
     *
     * @param measured told the latencies
     */
    public Drain drainAndLatency(Contestant contestant, int perSecond, int seconds, Consumer<Latency> measured)
            throws IOException, SQLException, InterruptedException {
        return drain(contestant, false, (system, database) -> {
            var _ = system.latencies(perSecond, LATENCY_WARM_UP_SECONDS);
            database.settle();
            measured.accept(Latency.of(contestant.name(), perSecond, system.latencies(perSecond, seconds)));
            return perSecond * (LATENCY_WARM_UP_SECONDS + seconds);
        });
    }

    private Drain drain(Contestant contestant, boolean held, Sequel sequel)
            throws IOException, SQLException, InterruptedException {
        int all = contestant.warmUp() + contestant.jobs();
        int run = ++runs;
        try (RedisLink redis = servers.redisLink()) {
            redis.empty();
        }
        Database database = servers.postgres().create("bench_" + run);
        try {
            var surroundings = new Surroundings(
                    database, servers.redis().url(), folder.resolve("run-" + run + "-" + contestant.name()));
            Drain drain;
            try (SystemUnderTest system = contestant.starter().in(surroundings)) {
                system.prepare();
                system.preload(contestant.warmUp());
                double _ = system.drain(contestant.warmUp());
                drain = timed(contestant, system, database, held);
                system.verify(all);
                all += sequel.after(system, database);
            }
            // Only now has every connection told its statistics. They cover all jobs there ever were here.
            return drain.withDeadTuples((double) Activity.deadTuples(database) / all);
        } finally {
            servers.postgres().drop(database);
        }
    }

    private Drain timed(Contestant contestant, SystemUnderTest system, Database database, boolean held)
            throws IOException, SQLException, InterruptedException {
        int jobs = contestant.jobs();
        long walEmpty = Activity.walBytes(database);
        long started = System.nanoTime();
        system.preload(jobs);
        double addSeconds = (System.nanoTime() - started) / 1e9;
        long walFull = Activity.walBytes(database);
        database.settle();
        try (Connection snapshot = held ? database.holdSnapshot() : null) {
            long walBefore = Activity.walBytes(database);
            CpuSplit cpu = CpuSplit.begin(processes(system));
            double seconds = system.drain(jobs);
            Map<String, Double> cpuSeconds = cpu.end();
            return new Drain(
                    contestant.name(),
                    snapshot != null,
                    jobs,
                    seconds,
                    jobs / seconds,
                    jobs / addSeconds,
                    (double) (walFull - walEmpty) / jobs,
                    (double) (Activity.walBytes(database) - walBefore) / jobs,
                    0,
                    cpuSeconds);
        }
    }

    private Map<String, ProcessHandle> processes(SystemUnderTest system) throws IOException {
        Map<String, ProcessHandle> processes = new HashMap<>(system.processes());
        processes.put("postgres", servers.postgres().postmaster());
        processes.put("redis", servers.redis().process());
        return processes;
    }

    /** What is done after the drain while the system still runs. */
    private interface Sequel {

        /** Returns how many jobs more there were. */
        int after(SystemUnderTest system, Database database) throws IOException, SQLException, InterruptedException;
    }
}
