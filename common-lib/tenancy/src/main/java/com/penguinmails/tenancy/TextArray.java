package com.penguinmails.tenancy;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values as one array of text, which the statement casts: {@code id = any (:ids::uuid[])}, {@code unnest(:ids::uuid[], :runAts::timestamptz[])}. */
public final class TextArray {

    private TextArray() {}

    public static String[] of(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    /** One column of rows; null stays null. */
    public static <T> @Nullable String[] of(
            Collection<T> rows, Function<? super T, ? extends @Nullable Object> column) {
        return rows.stream()
                .map(row -> {
                    Object value = column.apply(row);
                    return value == null ? null : value.toString();
                })
                .toArray(String[]::new);
    }
}
