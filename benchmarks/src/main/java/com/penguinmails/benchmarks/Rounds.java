package com.penguinmails.benchmarks;

import com.penguinmails.benchmarks.measure.Bench;
import com.penguinmails.benchmarks.measure.Drain;
import com.penguinmails.benchmarks.measure.Latency;
import com.penguinmails.benchmarks.report.Measurements;
import com.penguinmails.benchmarks.server.Servers;
import com.penguinmails.benchmarks.system.Contestant;
import com.penguinmails.benchmarks.system.Contestant.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The systems in turns, round after round, so that what changes on the machine meanwhile hits all of them alike. */
final class Rounds {

    private static final int LATENCY_PER_SECOND = 1_000;
    private static final int LATENCY_SECONDS = 10;

    /** Ours, and two that change rows where they lie: a steady one and the quickest. */
    private static final Set<String> HELD = Set.of(Contestants.OURS, Contestants.DB_SCHEDULER, Contestants.GRAPHILE);

    private final Options options;
    private final List<Contestant> contestants;
    private final Bench bench;
    private final long started = System.nanoTime();
    private final List<Drain> drains = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();

    Rounds(Options options, List<Contestant> contestants, Servers servers, Path folder) {
        this.options = options;
        this.contestants = contestants;
        this.bench = new Bench(servers, folder);
    }

    Measurements run() throws IOException, SQLException, InterruptedException {
        for (int round = 1; round <= options.runs(); round++) {
            for (Contestant contestant : contestants) {
                // The peers' latencies are there to be compared with, not to be judged by: one round is enough.
                boolean latency = options.latency()
                        && contestant.measuresLatency()
                        && (contestant.role() == Role.OURS || round == 1);
                tell(
                        round + "/" + options.runs(),
                        latency
                                ? bench.drainAndLatency(contestant, LATENCY_PER_SECOND, LATENCY_SECONDS, this::tell)
                                : bench.drain(contestant, false));
            }
        }
        if (options.held()) {
            for (Contestant contestant : contestants) {
                if (HELD.contains(contestant.name())) {
                    tell("held", bench.drain(contestant, true));
                }
            }
        }
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        contestants.forEach(contestant -> settings.put(contestant.name(), contestant.settings()));
        return new Measurements(contestants, drains, latencies, settings);
    }

    private void tell(String round, Drain drain) {
        drains.add(drain);
        System.out.printf(
                Locale.ROOT,
                "%s  %-5s %-16s %,9.0f jobs/s (%,d jobs in %.1f s)   added %,9.0f/s%n",
                clock(),
                round,
                drain.system(),
                drain.jobsPerSecond(),
                drain.jobs(),
                drain.seconds(),
                drain.addedPerSecond());
    }

    private void tell(Latency latency) {
        latencies.add(latency);
        System.out.printf(
                Locale.ROOT,
                "%s        %-16s to the handler at %,d jobs/s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
                clock(),
                latency.system(),
                latency.perSecond(),
                latency.sinceIntended().p50(),
                latency.sinceIntended().p95(),
                latency.sinceIntended().p99());
    }

    private String clock() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
        return String.format(Locale.ROOT, "%2d:%02d", seconds / 60, seconds % 60);
    }
}
