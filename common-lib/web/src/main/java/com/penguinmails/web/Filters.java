package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters of lists that take values from a closed set. */
public final class Filters {

    private static final int MAX_VALUES = 20;

    private Filters() {}

    /**
     * Reads {@code status=draft,running}. Refuses a value that is not allowed, and says which are.
     *
     * @param field the query parameter's name
     * @param given its value; null for none
     * @return what to keep; empty for everything
     */
    public static Set<String> anyOf(String field, @Nullable String given, Collection<String> allowed) {
        if (given == null || given.isBlank()) {
            return Set.of();
        }
        Set<String> values = new LinkedHashSet<>(Arrays.stream(given.split(",", MAX_VALUES + 1))
                .map(String::strip)
                .toList());
        if (values.size() > MAX_VALUES || !allowed.containsAll(values)) {
            throw Refusal.invalid(field, "must be one or several, with commas, of " + String.join(", ", allowed));
        }
        return Set.copyOf(values);
    }

    /** The same for the constants of an enum, which callers write in lower case with dashes. */
    public static <E extends Enum<E>> Set<E> anyOf(String field, @Nullable String given, Class<E> type) {
        var allowed = Arrays.stream(type.getEnumConstants()).toList();
        Set<String> names =
                anyOf(field, given, allowed.stream().map(Filters::nameOf).toList());
        var chosen = new LinkedHashSet<E>();
        allowed.stream().filter(constant -> names.contains(nameOf(constant))).forEach(chosen::add);
        return chosen;
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
