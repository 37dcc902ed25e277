package com.penguinmails.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that tells the results: everything between two marks is written by machine. */
public final class Document {

    static final String BEGIN = "<!-- results: written by make bench-queue -->";
    static final String END = "<!-- end of results -->";

    private Document() {}

    /** @throws IllegalStateException when the page has not both marks */
    public static void update(Path page, String results) throws IOException {
        Files.writeString(page, replaced(Files.readString(page), results));
    }

    static String replaced(String page, String results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(
                    "the page has no place for results between \"" + BEGIN + "\" and \"" + END + "\"");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + results.strip() + "\n\n" + page.substring(end);
    }
}
