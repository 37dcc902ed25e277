package com.penguinmails.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that tells the results: what lies between two marks is written by machine, for each benchmark. */
public final class Document {

    static final String END = "<!-- end of results -->";

    private Document() {}

    /**
     * @param target of the Makefile, which the first mark names
     * @throws IllegalStateException when the page has not both marks
     */
    public static void update(Path page, String target, String results) throws IOException {
        Files.writeString(page, replaced(Files.readString(page), target, results));
    }

    static String beginOf(String target) {
        return "<!-- results: written by make " + target + " -->";
    }

    static String replaced(String page, String target, String results) {
        String mark = beginOf(target);
        int begin = page.indexOf(mark);
        int end = page.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(
                    "the page has no place for results between \"" + mark + "\" and \"" + END + "\"");
        }
        return page.substring(0, begin + mark.length()) + "\n\n" + results.strip() + "\n\n" + page.substring(end);
    }
}
