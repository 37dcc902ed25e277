package com.penguinmails.chaos.report;

import com.penguinmails.chaos.load.ChaosSeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gathers the rows of the table. */
public final class Report {

    private static final String ROW = "  %-4s %-58s %-14s %-14s %s%n";

    private final List<Row> rows = new CopyOnWriteArrayList<>();

    record Row(String scenario, String what, String bound, String measured, String verdict) {}

    void add(Row row) {
        rows.add(row);
    }

    /** A scenario as a whole. */
    public void ended(String scenario, String what, boolean well, long seconds) {
        add(new Row(scenario, what, "", seconds + " s", well ? "passed" : "FAILED"));
    }

    /** The table with the seed on top. */
    public String table() {
        var text = new StringBuilder();
        text.append(
                String.format("%n  seed %d (make chaos SEED=%d repeats it)%n%n", ChaosSeed.value(), ChaosSeed.value()));
        text.append(String.format(ROW, "", "scenario and promise", "bound", "measured", ""));
        text.append("  ").append("-".repeat(100)).append(System.lineSeparator());
        rows.forEach(row -> text.append(
                String.format(ROW, row.scenario(), row.what(), row.bound(), row.measured(), row.verdict())));
        return text.toString();
    }

    /** Writes the table where {@code make chaos} finds it. */
    public void write(Path file) {
        try {
            Files.writeString(file, table());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
