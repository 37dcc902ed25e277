package com.penguinmails.benchmarks.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.penguinmails.benchmarks.measure.FsyncRate;
import com.penguinmails.benchmarks.process.Scratch;
import com.penguinmails.benchmarks.report.Document;
import com.penguinmails.benchmarks.report.Floor;
import com.penguinmails.benchmarks.report.Host;
import com.penguinmails.localstack.StackConfig;
import com.penguinmails.localstack.StackStartException;
import com.penguinmails.localstack.demo.PlatformClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** {@code make bench-api}: exits with 0 when every floor holds, with 1 when not, with 2 when it could not be told. */
final class ApiBenchmark {

    private static final Path WORK = Path.of("benchmarks/target/bench-api");
    private static final Path RESULTS = Path.of("benchmarks/results/api.json");
    private static final Path PAGE = Path.of("docs/benchmarks.md");

    private ApiBenchmark() {}

    static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        // The libraries have nothing to say that belongs between the results.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try {
            ApiOptions options = ApiOptions.parse(arguments);
            ApiResults results = measure(options);
            String table = ApiTable.of(results);
            System.out.println("\n" + table);
            System.out.println("Every phase: " + keep(options, results, table));
            System.exit(judge(results) ? 0 : 1);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + ApiOptions.USAGE);
            System.exit(2);
        } catch (IOException
                | SQLException
                | IllegalStateException
                | StackStartException
                | PlatformClient.Refused failure) {
            System.err.println("Not measured: " + failure.getMessage());
            System.err.println("The logs of all services: " + WORK.resolve("stack/logs"));
            System.exit(2);
        }
    }

    private static ApiResults measure(ApiOptions options) throws IOException, SQLException, InterruptedException {
        Path stack = WORK.toAbsolutePath().resolve("stack");
        StackConfig config = BenchedStack.config(StackConfig.findProject(Path.of("")), stack);
        // One that was killed may have left its processes.
        BenchedStack.stopLeftovers(config);
        Scratch.empty(WORK.toAbsolutePath());
        Files.createDirectories(stack);
        double fsyncs = FsyncRate.measure(stack);
        Progress.say("starting all services");
        try (var platform = BenchedStack.start(config)) {
            // First, so that the API is asked beside a million leads of others.
            List<RowSecurity.Shape> shapes = options.rowSecurity() ? new RowSecurity(platform).run() : List.of();
            var phases = new ApiPhases(options, platform).run();
            return ApiResults.of(
                    phases, shapes, platform.settings(), Host.describe(), fsyncs, platform.postgresVersion());
        }
    }

    private static Path keep(ApiOptions options, ApiResults results, String table) throws IOException {
        if (!options.keep()) {
            Path file = WORK.resolve("api.json");
            Files.writeString(file, results.json());
            return file;
        }
        Files.createDirectories(RESULTS.getParent());
        Files.writeString(RESULTS, results.json());
        Document.update(PAGE, "bench-api", table);
        return RESULTS;
    }

    private static boolean judge(ApiResults results) {
        for (Floor floor : results.floors()) {
            if (!floor.holds()) {
                System.out.printf(
                        "FAILED: %s must be %s, and is %s.%n", floor.name(), floor.required(), floor.measured());
            }
        }
        return results.floors().stream().allMatch(Floor::holds);
    }
}
