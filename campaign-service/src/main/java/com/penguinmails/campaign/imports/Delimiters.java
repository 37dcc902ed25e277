package com.penguinmails.campaign.imports;

import java.util.ArrayList;
import java.util.List;

/** Finds out which character separates the cells of a file: comma, semicolon, tab or pipe. */
final class Delimiters {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int RECORDS = 20;
    private static final String EXCEL_HINT = "sep=";

    private Delimiters() {}

    /**
     * The character that splits the first records into the most alike number of cells; a comma when none splits anything.
     *
     * @param sample the beginning of the file
     */
    static char detect(CharSequence sample) {
        if (hasHint(sample)) {
            return sample.charAt(EXCEL_HINT.length());
        }
        char best = CANDIDATES[0];
        long bestScore = 0;
        for (char candidate : CANDIDATES) {
            long score = score(sample, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** Whether the first line is {@code sep=;}, by which Excel is told the delimiter; it is no row. */
    static boolean hasHint(CharSequence sample) {
        int end = EXCEL_HINT.length() + 1;
        return sample.length() >= end
                && sample.subSequence(0, EXCEL_HINT.length()).toString().equalsIgnoreCase(EXCEL_HINT)
                && new String(CANDIDATES).indexOf(sample.charAt(end - 1)) >= 0
                && (sample.length() == end || sample.charAt(end) == '\r' || sample.charAt(end) == '\n');
    }

    /** Records that agree with the first one count most; among equals the one with more cells wins. */
    private static long score(CharSequence sample, char delimiter) {
        List<Integer> counts = counts(sample, delimiter);
        int first = counts.getFirst();
        if (first == 0) {
            return 0;
        }
        long alike = counts.stream().filter(count -> count == first).count();
        return alike * CsvRefusals.MAX_COLUMNS + Math.min(first, CsvRefusals.MAX_COLUMNS - 1);
    }

    /** Delimiters outside quotes in each of the first records that are not blank. */
    private static List<Integer> counts(CharSequence sample, char delimiter) {
        var counts = new ArrayList<Integer>();
        int count = 0;
        boolean quoted = false;
        boolean cellStarts = true;
        boolean blank = true;
        for (int i = 0; i < sample.length() && counts.size() < RECORDS; i++) {
            char c = sample.charAt(i);
            if (quoted) {
                quoted = c != '"';
            } else if (c == '"' && (cellStarts || sample.charAt(i - 1) == '"')) {
                quoted = true;
                cellStarts = false;
                blank = false;
            } else if (c == '\r' || c == '\n') {
                if (!blank) {
                    counts.add(count);
                }
                count = 0;
                cellStarts = true;
                blank = true;
            } else if (c == delimiter) {
                count++;
                cellStarts = true;
                blank = false;
            } else if (c != ' ') {
                cellStarts = false;
                blank = false;
            }
        }
        // The sample may end in the middle of a record; it counts only when there is nothing better.
        if (counts.isEmpty()) {
            counts.add(count);
        }
        return counts;
    }
}
