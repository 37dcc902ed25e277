package com.penguinmails.campaign.imports;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** Collects the cells of a row; keeps no more of hostile rows than a rejection shows. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {

    /**
     * Stands behind the text. The parser takes the end of the text for the end of an open quote; with this behind it, an open quote
     * swallows the mark. No file can hold it, since zero characters are refused before.
     */
    static final char END = '\0';

    private List<String> cells = new ArrayList<>();
    private boolean cellTooLong;
    private boolean endMark;
    private int line;

    @Override
    protected void handleBegin(long startingLine) {
        line = Math.toIntExact(startingLine);
        cells = new ArrayList<>();
        cellTooLong = false;
        endMark = false;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        endMark = length > 0 && buffer[offset + length - 1] == END;
        if (index > CsvRefusals.MAX_COLUMNS) {
            return;
        }
        int kept = length;
        if (length > CsvRefusals.MAX_CELL) {
            cellTooLong = true;
            kept = Character.isHighSurrogate(buffer[offset + CsvRefusals.MAX_CELL - 1])
                    ? CsvRefusals.MAX_CELL - 1
                    : CsvRefusals.MAX_CELL;
        }
        cells.add(new String(buffer, offset, kept));
    }

    @Override
    protected CsvRow buildRecord() {
        return new CsvRow(line, cells, cellTooLong);
    }

    /** Whether the row read last holds the end mark: alone, as it should, or swallowed by a quote. */
    boolean endMark() {
        return endMark;
    }

    /** Line on which the row starts that is being read, or was read last. */
    int line() {
        return Math.max(line, 1);
    }
}
