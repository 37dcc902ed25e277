package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields by which a list may be sorted, and nothing else: what the caller writes is looked up here and never becomes SQL. Declare it
 * once for a list, as a constant. The first field is the default, ascending or descending as declared.
 *
 * <p>{@code sort=name} sorts from small to large, {@code sort=-name} from large to small.
 */
public final class SortFields {

    /** What a column holds; none of them may be null in any row, or rows would be lost between pages. */
    public enum Type {
        TEXT("text"),
        INSTANT("timestamptz"),
        NUMBER("bigint"),
        /** The id itself: ids are made in the order of time, so that is the order of creation, and the cheapest there is. */
        CREATION("uuid");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /** @param column as SQL has it, for example {@code c.created_at} */
    record Field(String name, String column, Type type) {}

    private final String idColumn;
    private final boolean descendingByDefault;
    private final Map<String, Field> fields;

    private SortFields(String idColumn, boolean descendingByDefault, Map<String, Field> fields) {
        this.idColumn = idColumn;
        this.descendingByDefault = descendingByDefault;
        this.fields = fields;
    }

    /**
     * @param idColumn the column with the row's id, which decides between equals
     * @param name of the default field, as callers write it
     */
    public static SortFields ascending(String idColumn, String name, String column, Type type) {
        return new SortFields(idColumn, false, Map.of()).and(name, column, type);
    }

    /** The same with the largest, or latest, first. */
    public static SortFields descending(String idColumn, String name, String column, Type type) {
        return new SortFields(idColumn, true, Map.of()).and(name, column, type);
    }

    /** By creation, with the latest first, called {@code createdAt}. */
    public static SortFields newestFirst(String idColumn) {
        return descending(idColumn, "createdAt", idColumn, Type.CREATION);
    }

    /** The same with the earliest first. */
    public static SortFields oldestFirst(String idColumn) {
        return ascending(idColumn, "createdAt", idColumn, Type.CREATION);
    }

    /** One more field. */
    public SortFields and(String name, String column, Type type) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, new Field(name, column, type));
        return new SortFields(idColumn, descendingByDefault, more);
    }

    /**
     * The page that a caller asks for. Refuses a field that is not listed here, and a cursor that belongs to another order.
     *
     * @param sort query parameter {@code sort}
     * @param cursor query parameter {@code cursor}
     */
    public SortedPage page(@Nullable String sort, @Nullable String cursor) {
        if (sort == null || sort.isEmpty()) {
            return SortedPage.of(fields.values().iterator().next(), descendingByDefault, idColumn, cursor);
        }
        boolean descending = sort.startsWith("-");
        Field field = fields.get(descending ? sort.substring(1) : sort);
        if (field == null) {
            throw Refusal.invalid(
                    "sort",
                    "must be one of " + String.join(", ", fields.keySet()) + ", with - in front for descending");
        }
        return SortedPage.of(field, descending, idColumn, cursor);
    }
}
