package com.penguinmails.campaign.imports;

import java.util.List;

/**
 * One row as it stands in the file.
 *
 * @param line physical line on which it starts, from 1
 * @param cells at most {@link CsvRefusals#MAX_COLUMNS} and one more; a cell that is too long is cut
 * @param cellTooLong whether one was cut
 */
record CsvRow(int line, List<String> cells, boolean cellTooLong) {

    private static final int RAW_LIMIT = 2048;

    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    int characters() {
        return cells.stream().mapToInt(String::length).sum();
    }

    /** The row as CSV again, cut at 2 KB. */
    String raw(char delimiter) {
        var raw = new StringBuilder();
        for (int i = 0; i < cells.size() && raw.length() <= RAW_LIMIT; i++) {
            if (i > 0) {
                raw.append(delimiter);
            }
            String cell = cells.get(i);
            if (needsQuotes(cell, delimiter)) {
                raw.append('"').append(cell.replace("\"", "\"\"")).append('"');
            } else {
                raw.append(cell);
            }
        }
        return cut(raw);
    }

    private static boolean needsQuotes(String cell, char delimiter) {
        return cell.indexOf(delimiter) >= 0
                || cell.indexOf('"') >= 0
                || cell.indexOf('\n') >= 0
                || cell.indexOf('\r') >= 0;
    }

    private static String cut(StringBuilder raw) {
        if (raw.length() > RAW_LIMIT) {
            boolean splitsPair = Character.isHighSurrogate(raw.charAt(RAW_LIMIT - 1));
            raw.setLength(splitsPair ? RAW_LIMIT - 1 : RAW_LIMIT);
        }
        return raw.toString();
    }
}
