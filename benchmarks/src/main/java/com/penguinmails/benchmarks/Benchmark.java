package com.penguinmails.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.penguinmails.benchmarks.measure.FsyncRate;
import com.penguinmails.benchmarks.process.Scratch;
import com.penguinmails.benchmarks.program.NodePrograms;
import com.penguinmails.benchmarks.report.Document;
import com.penguinmails.benchmarks.report.Floor;
import com.penguinmails.benchmarks.report.Machine;
import com.penguinmails.benchmarks.report.Results;
import com.penguinmails.benchmarks.report.Table;
import com.penguinmails.benchmarks.server.Leftovers;
import com.penguinmails.benchmarks.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** {@code make bench-queue}: exits with 0 when every floor holds, with 1 when not, with 2 when it could not be told. */
final class Benchmark {

    private static final Path WORK = Path.of("benchmarks/target/bench");
    private static final Path NODE_SOURCES = Path.of("benchmarks/peers-node");
    private static final Path NODE_WORK = Path.of("benchmarks/target/peers-node");
    private static final Path RESULTS = Path.of("benchmarks/results/queue.json");
    private static final Path PAGE = Path.of("docs/benchmarks.md");

    private Benchmark() {}

    static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        // The libraries have nothing to say that belongs between the results.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try {
            Options options = Options.parse(arguments);
            Results results = measure(options);
            String table = Table.of(results);
            System.out.println("\n" + table);
            Path kept = keep(options, results, table);
            System.out.println("Every run: " + kept);
            System.exit(judge(results) ? 0 : 1);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
        } catch (IOException | SQLException | IllegalStateException failure) {
            System.err.println("Not measured: " + failure.getMessage());
            System.err.println("The logs of all processes: " + WORK);
            System.exit(2);
        }
    }

    private static Results measure(Options options) throws IOException, SQLException, InterruptedException {
        Path folder = WORK.toAbsolutePath();
        Leftovers.stop(folder);
        Scratch.empty(folder);
        Files.createDirectories(folder);
        NodePrograms node = NodePrograms.install(NODE_SOURCES.toAbsolutePath(), NODE_WORK.toAbsolutePath());
        if (!node.areThere()) {
            System.out.println("Without the peers that run on Node: " + node.reason() + ".");
        }
        double fsyncs = FsyncRate.measure(folder);
        try (Servers servers = Servers.start(folder)) {
            var contestants = Contestants.chosen(options, node, Clock.systemUTC());
            var measurements = new Rounds(options, contestants, servers, folder).run();
            Map<String, String> versions = PeerVersions.of(node);
            return Results.of(measurements, Machine.describe(servers, fsyncs, node.version(), versions));
        }
    }

    private static Path keep(Options options, Results results, String table) throws IOException {
        if (!options.keep()) {
            Path file = WORK.resolve("queue.json");
            Files.writeString(file, results.json());
            return file;
        }
        Files.createDirectories(RESULTS.getParent());
        Files.writeString(RESULTS, results.json());
        Document.update(PAGE, "bench-queue", table);
        return RESULTS;
    }

    private static boolean judge(Results results) {
        for (Floor floor : results.floors()) {
            if (!floor.holds()) {
                System.out.printf(
                        "FAILED: %s must be %s, and is %s.%n", floor.name(), floor.required(), floor.measured());
            }
        }
        return results.isGoodEnough();
    }
}
