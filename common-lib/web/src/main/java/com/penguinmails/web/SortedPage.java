package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A page of a sorted list, as parts of a query. The position is that of a row and not a number of rows, so nothing is skipped or
 * repeated when rows come and go between two pages, and the last page costs as much as the first.
 *
 * <pre>{@code
 * jdbc.sql("select … from campaigns where status = :status" + page.condition() + page.orderBy() + " limit :rows")
 *         .param("status", status).params(page.parameters()).param("rows", limit + 1)
 * CursorPage.of(rows, limit, row -> page.position(row.name(), row.id()), view)
 * }</pre>
 */
public final class SortedPage {

    private static final String VALUE = "afterValue";
    private static final String ID = "afterId";

    private record Position(Object value, UUID id) {}

    private final SortFields.Field field;
    private final boolean descending;
    private final String idColumn;
    private final @Nullable Position after;

    private SortedPage(SortFields.Field field, boolean descending, String idColumn, @Nullable Position after) {
        this.field = field;
        this.descending = descending;
        this.idColumn = idColumn;
        this.after = after;
    }

    static SortedPage of(SortFields.Field field, boolean descending, String idColumn, @Nullable String cursor) {
        var first = new SortedPage(field, descending, idColumn, null);
        return cursor == null || cursor.isEmpty()
                ? first
                : new SortedPage(field, descending, idColumn, first.decode(cursor));
    }

    /** Begins with {@code and}; empty on the first page. */
    public String condition() {
        if (after != null && byId()) {
            return " and " + idColumn + (descending ? " < " : " > ") + "cast(:" + ID + " as uuid)";
        }
        return after == null
                ? ""
                : " and (" + field.column() + ", " + idColumn + ") " + (descending ? "<" : ">") + " (cast(:" + VALUE
                        + " as " + field.type().sql() + "), cast(:" + ID + " as uuid))";
    }

    public String orderBy() {
        String direction = descending ? " desc" : "";
        if (byId()) {
            return " order by " + idColumn + direction;
        }
        return " order by " + field.column() + direction + ", " + idColumn + direction;
    }

    /** Named parameters of {@link #condition}. */
    public Map<String, Object> parameters() {
        if (after == null) {
            return Map.of();
        }
        return byId() ? Map.of(ID, after.id()) : Map.of(VALUE, after.value(), ID, after.id());
    }

    /** The name of the field that the list is sorted by. */
    public String sortedBy() {
        return field.name();
    }

    /**
     * Where a row stands, for {@link CursorPage#of}.
     *
     * @param value of the field {@link #sortedBy}: a String, an {@link Instant} or a whole number; of no account in the order of creation
     */
    public String position(Object value, UUID id) {
        return order() + '\n' + id + '\n' + (byId() ? "" : value);
    }

    /** A row of a list, and where it stands. */
    public record Key(UUID id, String position) {}

    /**
     * The rows of this page and one more, for lists whose rows are then read in another way.
     *
     * @param from what follows {@code from}, with a condition: {@code campaigns c where c.status = :status}
     */
    public List<Key> keys(JdbcClient jdbc, String from, Map<String, ?> parameters, int limit) {
        return jdbc.sql("select " + idColumn + ", " + field.column() + " from " + from + condition() + orderBy()
                        + " limit :rows")
                .params(parameters)
                .params(parameters())
                .param("rows", limit + 1)
                .query((row, number) -> {
                    UUID id = row.getObject(1, UUID.class);
                    Object value = switch (field.type()) {
                        case TEXT -> row.getString(2);
                        case INSTANT -> row.getObject(2, OffsetDateTime.class).toInstant();
                        case NUMBER -> row.getLong(2);
                        case CREATION -> id;
                    };
                    return new Key(id, position(value, id));
                })
                .list();
    }

    private boolean byId() {
        return field.type() == SortFields.Type.CREATION;
    }

    private String order() {
        return (descending ? "-" : "") + field.name();
    }

    private Position decode(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 3);
            if (parts.length == 3 && parts[0].equals(order())) {
                return new Position(valueOf(parts[2]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw wrongCursor();
        }
        throw wrongCursor();
    }

    private Object valueOf(String text) {
        return switch (field.type()) {
            case TEXT -> withoutNul(text);
            case INSTANT -> Instant.parse(text).atOffset(ZoneOffset.UTC);
            case NUMBER -> Long.valueOf(text);
            case CREATION -> text;
        };
    }

    /** PostgreSQL knows no such character. */
    private static String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no text of ours");
        }
        return text;
    }

    private static Refusal wrongCursor() {
        return Refusal.invalid("cursor", "is not a cursor of this list in this order; start without one");
    }
}
