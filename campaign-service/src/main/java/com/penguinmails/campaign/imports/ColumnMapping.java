package com.penguinmails.campaign.imports;

import com.penguinmails.campaign.lead.LeadField;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file goes where.
 *
 * @param columns one for each column of the file, in its order
 */
record ColumnMapping(List<Column> columns) {

    /**
     * @param header as it stands in the file
     * @param field the id of a {@link LeadField}, or the name of a custom attribute
     */
    record Column(String header, String field, @Nullable LeadField standard) {

        static Column standard(String header, LeadField field) {
            return new Column(header, field.id(), field);
        }

        static Column custom(String header, String name) {
            return new Column(header, name, null);
        }
    }

    /** Empty when no header says which column holds the addresses. */
    Optional<Integer> emailColumn() {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).standard() == LeadField.EMAIL) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    List<String> headers() {
        return columns.stream().map(Column::header).toList();
    }
}
