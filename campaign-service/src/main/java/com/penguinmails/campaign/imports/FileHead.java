package com.penguinmails.campaign.imports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the first rows say about a file: its columns, and which of them holds the addresses.
 *
 * @param mapping for the file's columns
 * @param emailColumn index of the address column
 * @param ahead rows with data that were read to find out
 */
record FileHead(ColumnMapping mapping, int emailColumn, Deque<CsvRow> ahead) {

    private static final int SAMPLE_ROWS = 100;
    private static final int SAMPLE_CHARACTERS = 1 << 20;

    /** Refuses {@code csv-empty}, {@code csv-too-large} for too many columns, and {@code csv-no-email-column}. */
    static FileHead read(CsvRows rows) {
        if (!rows.hasNext()) {
            throw CsvRefusals.empty();
        }
        CsvRow first = rows.next();
        var ahead = new ArrayDeque<CsvRow>();
        List<String> headers = headers(first);
        if (headers.size() > CsvRefusals.MAX_COLUMNS) {
            throw CsvRefusals.tooManyColumns(headers.size());
        }
        boolean headless = headers.stream().anyMatch(FileHead::isAddress);
        if (headless) {
            ahead.add(first);
            headers = IntStream.rangeClosed(1, headers.size())
                    .mapToObj(column -> "column_" + column)
                    .toList();
        }
        ColumnMapping mapping = HeaderMapper.map(headers);
        if (mapping.emailColumn().isEmpty()) {
            int column = columnOfAddresses(rows, ahead, headers);
            mapping = HeaderMapper.map(headers, column);
        }
        if (ahead.isEmpty() && !rows.hasNext()) {
            throw CsvRefusals.empty();
        }
        return new FileHead(mapping, mapping.emailColumn().orElseThrow(), ahead);
    }

    /** Without empty ones at the end. */
    private static List<String> headers(CsvRow row) {
        var headers = new ArrayList<String>();
        row.cells().forEach(cell -> headers.add(CellText.oneLine(CellText.trimmed(cell))));
        while (headers.getLast().isEmpty()) {
            headers.removeLast();
        }
        return headers;
    }

    /** The column of which most filled cells are addresses. */
    private static int columnOfAddresses(CsvRows rows, Deque<CsvRow> ahead, List<String> headers) {
        int characters = 0;
        while (ahead.size() < SAMPLE_ROWS && characters < SAMPLE_CHARACTERS && rows.hasNext()) {
            CsvRow row = rows.next();
            characters += row.characters();
            ahead.add(row);
        }
        if (ahead.isEmpty()) {
            throw CsvRefusals.empty();
        }
        int best = -1;
        long most = 0;
        for (int column = 0; column < headers.size(); column++) {
            int index = column;
            List<String> filled = ahead.stream()
                    .filter(row -> index < row.cells().size())
                    .map(row -> row.cells().get(index))
                    .filter(cell -> !cell.isBlank())
                    .toList();
            long addresses = filled.stream().filter(FileHead::isAddress).count();
            if (addresses > most && addresses * 2 > filled.size()) {
                best = column;
                most = addresses;
            }
        }
        if (best < 0) {
            throw CsvRefusals.noEmailColumn(headers);
        }
        return best;
    }

    private static boolean isAddress(String cell) {
        return cell.indexOf('@') > 0
                && AddressCell.parse(CellText.trimmed(cell)).isPresent();
    }
}
