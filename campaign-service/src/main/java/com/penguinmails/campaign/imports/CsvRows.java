package com.penguinmails.campaign.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;

/**
 * The rows of a file one after the other, blank ones left out. Refuses {@code csv-broken} where the file stops being CSV (RFC 4180;
 * line ends may be CRLF, LF or CR, and blanks around quotes are forgiven).
 */
final class CsvRows implements Iterator<CsvRow>, AutoCloseable {

    private static final int SAMPLE = 1 << 16;

    /** A quoted cell longer than this was never closed. */
    private static final int MAX_BUFFER = 1 << 20;

    private final char delimiter;
    private final RowHandler handler = new RowHandler();
    private final CloseableIterator<CsvRow> rows;
    private @Nullable CsvRow next;
    private boolean ended;

    private CsvRows(Reader text, char delimiter) {
        this.delimiter = delimiter;
        this.rows = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(MAX_BUFFER)
                .build(handler, new Concatenated(text, new StringReader("\n" + RowHandler.END)))
                .iterator();
    }

    static CsvRows of(InputStreamSource file, FileEncoding encoding) {
        try {
            char[] sample = new char[SAMPLE];
            int read;
            try (Reader reader = encoding.reader(file)) {
                read = fill(reader, sample);
            }
            String beginning = new String(sample, 0, read);
            var rows = new CsvRows(encoding.reader(file), Delimiters.detect(beginning));
            if (Delimiters.hasHint(beginning)) {
                rows.next();
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int fill(Reader reader, char[] into) throws IOException {
        int filled = 0;
        for (int read = 0; read >= 0 && filled < into.length; read = reader.read(into, filled, into.length - filled)) {
            filled += read;
        }
        return filled;
    }

    char delimiter() {
        return delimiter;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            CsvRow row = read();
            if (row == null) {
                ended = true;
            } else if (!row.isBlank()) {
                next = row;
            }
        }
        return next != null;
    }

    @Override
    public CsvRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CsvRow row = java.util.Objects.requireNonNull(next);
        next = null;
        return row;
    }

    /** Null when the end mark is reached. */
    private @Nullable CsvRow read() {
        try {
            CsvRow row = rows.next();
            if (!handler.endMark()) {
                return row;
            }
            if (row.cells().size() > 1 || row.cells().getFirst().length() > 1) {
                throw CsvRefusals.broken(row.line(), "a quote is opened and never closed");
            }
            return null;
        } catch (CsvParseException broken) {
            boolean endless = String.valueOf(broken.getCause()).contains("buffer size");
            throw CsvRefusals.broken(
                    handler.line(),
                    endless
                            ? "a quote is opened and never closed"
                            : "after a closing quote there must be a delimiter or the end of the line");
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
