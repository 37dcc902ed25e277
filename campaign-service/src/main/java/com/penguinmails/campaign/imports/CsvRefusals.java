package com.penguinmails.campaign.imports;

import com.penguinmails.kernel.Refusal;
import java.util.List;

/** Why a whole file is refused; nothing of it is then kept. */
final class CsvRefusals {

    static final int MAX_ROWS = 500_000;
    static final int MAX_COLUMNS = 200;

    /** In characters; a longer cell is rejected with its row. As much as a merge field may hold when its mail is handed over. */
    static final int MAX_CELL = 10_000;

    private static final String FILE = "file";

    private CsvRefusals() {}

    static Refusal broken(long line, String what) {
        String message = "line " + line + ": " + what;
        return new Refusal(
                Refusal.Kind.INVALID,
                "csv-broken",
                "The file is not a readable CSV file; " + message + ". Nothing was imported.",
                List.of(new Refusal.Item(FILE, message)));
    }

    static Refusal tooManyRows() {
        return new Refusal(
                Refusal.Kind.TOO_LARGE,
                "csv-too-large",
                "The file has more than " + MAX_ROWS + " rows. Split it; nothing was imported.");
    }

    static Refusal tooManyColumns(int columns) {
        return new Refusal(
                Refusal.Kind.TOO_LARGE,
                "csv-too-large",
                "The file has " + columns + " columns, more than " + MAX_COLUMNS + ". Nothing was imported.");
    }

    static Refusal noEmailColumn(List<String> headers) {
        return new Refusal(
                Refusal.Kind.INVALID,
                "csv-no-email-column",
                "No column of the file holds mail addresses. Nothing was imported.",
                headers.stream()
                        .map(header -> new Refusal.Item(FILE, "has the column \"" + header + "\""))
                        .toList());
    }

    static Refusal empty() {
        return new Refusal(
                Refusal.Kind.INVALID,
                "csv-empty",
                "The file has no rows.",
                List.of(new Refusal.Item(FILE, "must have a header and at least one row")));
    }
}
