package com.penguinmails.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.penguinmails.benchmarks.measure.Bench;
import com.penguinmails.benchmarks.measure.Drain;
import com.penguinmails.benchmarks.measure.Latency;
import com.penguinmails.benchmarks.process.Scratch;
import com.penguinmails.benchmarks.program.NodePrograms;
import com.penguinmails.benchmarks.server.Servers;
import com.penguinmails.benchmarks.system.Contestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** {@code make bench-queue}. */
final class Benchmark {

    private static final int LATENCY_PER_SECOND = 1_000;
    private static final int LATENCY_SECONDS = 10;

    private Benchmark() {}

    static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        // The libraries have nothing to say that belongs between the results.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path folder = Path.of("benchmarks/target/bench").toAbsolutePath();
        Scratch.empty(folder);
        Files.createDirectories(folder);
        NodePrograms node = NodePrograms.install(
                Path.of("benchmarks/peers-node").toAbsolutePath(),
                Path.of("benchmarks/target/peers-node").toAbsolutePath());
        if (!node.areThere()) {
            System.out.println("Without the peers that run on Node: " + node.reason());
        }
        List<Contestant> contestants = Contestants.all(options.environment(), node, Clock.systemUTC()).stream()
                .filter(contestant -> options.wants(contestant.name()))
                .map(contestant -> options.jobs() == 0 ? contestant : contestant.withJobs(options.jobs()))
                .toList();
        List<Drain> drains = new ArrayList<>();
        List<Latency> latencies = new ArrayList<>();
        try (Servers servers = Servers.start(folder)) {
            Bench bench = new Bench(servers, folder);
            for (int run = 1; run <= options.runs(); run++) {
                for (Contestant contestant : contestants) {
                    Drain drain = options.latency() && contestant.measuresLatency()
                            ? bench.drainAndLatency(contestant, LATENCY_PER_SECOND, LATENCY_SECONDS, latencies::add)
                            : bench.drain(contestant, false);
                    drains.add(drain);
                    System.out.printf(
                            "  run %d  %-18s %,9.0f jobs/s   added %,9.0f/s   WAL %,5.0f+%,5.0f B/job   dead %.2f/job   CPU %s%n",
                            run,
                            contestant.name(),
                            drain.jobsPerSecond(),
                            drain.addedPerSecond(),
                            drain.addWalBytesPerJob(),
                            drain.walBytesPerJob(),
                            drain.deadTuplesPerJob(),
                            drain.cpuSeconds());
                }
            }
        }
        latencies.forEach(latency -> System.out.println("  " + latency));
        System.exit(0);
    }
}
