package com.penguinmails.localstack.demo;

import java.io.PrintStream;
import java.util.List;

/** Prints figures as a table with one line each. */
final class ResultTable {

    private static final String LINE = "  %-34s %16s %16s  %s%n";

    private final PrintStream out;
    private boolean allAgree = true;

    ResultTable(PrintStream out) {
        this.out = out;
    }

    void section(String title, String platform, String other, List<Figure> figures) {
        out.println();
        out.printf(LINE, title, platform, other, "");
        out.println("  " + "-".repeat(74));
        for (Figure figure : figures) {
            out.printf(LINE, figure.name(), figure.platform(), figure.world(), figure.agrees() ? "ok" : "DIFFERS");
            allAgree &= figure.agrees();
        }
    }

    boolean allAgree() {
        return allAgree;
    }
}
