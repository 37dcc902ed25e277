package com.penguinmails.testkit.isolation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of one row by column, as text. */
record Row(Map<String, @Nullable String> values) {

    @Nullable
    String get(String column) {
        return values.get(column);
    }

    Row with(String column, @Nullable String value) {
        var changed = new LinkedHashMap<String, @Nullable String>(values);
        changed.put(column, value);
        return new Row(changed);
    }

    String insertInto(Table table) {
        return "insert into " + table.name() + " (" + names(table) + ") values ("
                + table.columns().stream()
                        .map(column -> column.literal(get(column.name())))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** True for this row alone. */
    String isMeant(Table table, List<String> columns) {
        return columns.stream()
                .flatMap(name -> table.column(name).stream())
                .map(column -> Literal.name(column.name()) + " = " + column.literal(get(column.name())))
                .collect(Collectors.joining(" and "));
    }

    static String names(Table table) {
        return table.columnNames().stream().map(Literal::name).collect(Collectors.joining(", "));
    }
}
