package com.penguinmails.testkit.isolation;

import org.jspecify.annotations.Nullable;

/** Values and names as SQL text. Values travel as PostgreSQL prints them, so one kind serves all types. */
final class Literal {

    private Literal() {}

    static String of(@Nullable String value, String type) {
        return value == null ? "null::" + type : quoted(value) + "::" + type;
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
