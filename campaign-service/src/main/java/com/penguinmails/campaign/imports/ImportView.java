package com.penguinmails.campaign.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an import did. {@code rows = imported + updated + unchanged + merged + rejected}.
 *
 * @param rows rows below the header, blank ones left out
 * @param imported leads that are new
 * @param updated leads that were known and learned something
 * @param unchanged leads that were known, with nothing new about them
 * @param merged rows whose address had come earlier in the same file
 */
record ImportView(
        UUID id,
        String fileName,
        String encoding,
        String delimiter,
        List<MappedColumn> mapping,
        int rows,
        int imported,
        int updated,
        int unchanged,
        int merged,
        int rejected,
        Map<String, Integer> rejectedByReason,
        UUID listId,
        Instant createdAt) {

    /** @param field a standard field, or the name of the custom attribute the column became */
    record MappedColumn(String header, String field) {

        static MappedColumn of(ColumnMapping.Column column) {
            return new MappedColumn(column.header(), column.field());
        }
    }

    /**
     * @param line physical line of the file on which the row starts, from 1
     * @param raw the row as CSV, at most 2 KB
     */
    record RejectionView(int line, String reason, String raw) {}
}
