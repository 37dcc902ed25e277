package com.penguinmails.benchmarks.report;

import com.penguinmails.benchmarks.measure.Latency;
import com.penguinmails.benchmarks.measure.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results as tables that read well as plain text and are Markdown too. */
public final class Table {

    private Table() {}

    public static String of(Results results) {
        return String.join("\n\n", parts(results)) + "\n";
    }

    private static List<String> parts(Results results) {
        List<String> parts = new ArrayList<>();
        parts.add(paces(results));
        if (!results.latencies().isEmpty()) {
            parts.add("Milliseconds to the handler at a fixed rate, medians over the runs:\n\n" + latencies(results));
        }
        if (!results.heldSnapshot().isEmpty()) {
            parts.add("With a snapshot held open meanwhile:\n\n" + held(results));
        }
        parts.add(floors(results));
        parts.add(machine(results.machine()));
        return parts;
    }

    private static String paces(Results results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "system",
                "jobs/s",
                "range",
                "ours is",
                "added/s",
                "WAL B/job added + done",
                "dead rows/job",
                "CPU µs/job",
                "jobs"));
        Map<String, SystemResult> all = new LinkedHashMap<>();
        if (results.ours() != null) {
            all.put("**ours**", results.ours());
        }
        all.putAll(results.rawShapes());
        all.putAll(results.peers());
        all.forEach((name, system) -> rows.add(row(name, system, results.ours())));
        return aligned(rows);
    }

    private static List<String> row(String name, SystemResult system, @Nullable SystemResult ours) {
        return List.of(
                name,
                whole(system.jobsPerSecond()),
                whole(system.slowest()) + "–" + whole(system.fastest()),
                ours == null || ours.equals(system)
                        ? ""
                        : two(Statistics.ratio(ours.jobsPerSecond(), system.jobsPerSecond())) + "x",
                whole(system.addedPerSecond()),
                whole(system.addWalBytesPerJob()) + " + " + whole(system.walBytesPerJob()),
                two(system.deadTuplesPerJob()),
                cpu(system.cpuMicrosPerJob()),
                system.runs() + " x " + whole(system.jobs()));
    }

    private static String cpu(Map<String, Double> micros) {
        List<String> parts = new ArrayList<>();
        micros.forEach((process, each) -> {
            if (each >= 1) {
                parts.add(process + " " + whole(each));
            }
        });
        return String.join(", ", parts);
    }

    private static String latencies(Results results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("system", "jobs/s", "p50", "p95", "p99", "from the commit: p50", "p95", "p99", "jobs"));
        Map<String, List<Latency>> bySystem = new LinkedHashMap<>();
        results.latencies()
                .forEach(latency -> bySystem.computeIfAbsent(latency.system(), name -> new ArrayList<>())
                        .add(latency));
        bySystem.forEach((system, runs) -> rows.add(List.of(
                system,
                whole(runs.getFirst().perSecond()),
                median(runs, run -> run.sinceIntended().p50()),
                median(runs, run -> run.sinceIntended().p95()),
                median(runs, run -> run.sinceIntended().p99()),
                median(runs, run -> run.sinceAdded().p50()),
                median(runs, run -> run.sinceAdded().p95()),
                median(runs, run -> run.sinceAdded().p99()),
                runs.size() + " x " + whole(runs.getFirst().jobs()))));
        return aligned(rows);
    }

    private static String median(List<Latency> runs, java.util.function.Function<Latency, Double> value) {
        return String.format(
                Locale.ROOT, "%.1f", Statistics.median(runs.stream().map(value).toList()));
    }

    private static String held(Results results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("system", "jobs/s usually", "jobs/s then", "then / usually"));
        results.heldSnapshot()
                .forEach((system, held) ->
                        rows.add(List.of(system, whole(held.clean()), whole(held.held()), two(held.ratio()))));
        return aligned(rows);
    }

    private static String floors(Results results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("floor", "required", "measured", ""));
        results.floors()
                .forEach(floor -> rows.add(List.of(
                        floor.name(), floor.required(), floor.measured(), floor.holds() ? "holds" : "**FAILS**")));
        return aligned(rows);
    }

    private static String machine(Machine machine) {
        List<String> peers = new ArrayList<>();
        machine.peers().forEach((name, version) -> peers.add(name + " " + version));
        return "Measured on %d cores of %s, %d GB, %s fsyncs of 8 kB a second. PostgreSQL %s, Redis %s, Java %s, Node %s. %s."
                .formatted(
                        machine.cores(),
                        machine.cpu(),
                        machine.memoryGigabytes(),
                        whole(machine.fsyncsPerSecond()),
                        machine.postgres(),
                        machine.redis(),
                        machine.java(),
                        machine.node(),
                        String.join(", ", peers));
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** Columns filled up with blanks; the first is left-aligned, the others too, as they mix words and numbers. */
    static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] =
                        Math.max(widths[column], Math.max(3, row.get(column).length()));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, widths));
            if (lines.size() == 1) {
                List<String> dashes = new ArrayList<>();
                for (int width : widths) {
                    dashes.add("-".repeat(width));
                }
                lines.add(line(dashes, widths));
            }
        }
        return String.join("\n", lines);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[column] - cell.length()))
                    .append(" |");
        }
        return line.toString();
    }
}
