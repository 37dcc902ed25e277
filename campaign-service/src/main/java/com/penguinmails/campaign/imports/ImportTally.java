package com.penguinmails.campaign.imports;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what became of the rows; each is counted once. */
final class ImportTally {

    private int rows;
    private int imported;
    private int updated;
    private int unchanged;
    private int merged;
    private final Map<RejectionReason, Integer> rejected = new EnumMap<>(RejectionReason.class);

    void row() {
        rows++;
        if (rows > CsvRefusals.MAX_ROWS) {
            throw CsvRefusals.tooManyRows();
        }
    }

    void rejected(RejectionReason reason) {
        rejected.merge(reason, 1, Integer::sum);
    }

    void mergedInBatch() {
        merged++;
    }

    void stored(StoredCounts counts) {
        imported += counts.imported();
        updated += counts.updated();
        unchanged += counts.unchanged();
        merged += counts.merged();
    }

    /** @param merged rows whose address an earlier batch of the same file had brought */
    record StoredCounts(int imported, int updated, int unchanged, int merged) {}

    int rows() {
        return rows;
    }

    int imported() {
        return imported;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }

    int merged() {
        return merged;
    }

    int rejected() {
        return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<String, Integer> rejectedByReason() {
        var byReason = new LinkedHashMap<String, Integer>();
        rejected.forEach((reason, count) -> byReason.put(reason.id(), count));
        return byReason;
    }
}
