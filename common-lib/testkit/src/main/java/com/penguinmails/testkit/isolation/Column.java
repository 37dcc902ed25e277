package com.penguinmails.testkit.isolation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that a row must be given a value for.
 *
 * @param type as PostgreSQL prints it, with its modifiers
 * @param element type of an array's elements; empty for other types
 * @param defaultSql empty without a default
 * @param labels of an enum type; empty for other types
 */
record Column(String name, String type, String element, boolean required, String defaultSql, List<String> labels) {

    String literal(@Nullable String value) {
        return Literal.of(value, type);
    }
}
