package com.penguinmails.email.rendering;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field as a template writes it: {@code {{first_name}}} or, with a fallback, {@code {{first_name|there}}}.
 *
 * @param name in lower-case snake form, 1 to 64 characters
 * @param fallback taken when the recipient has no value or a blank one; null renders nothing then
 */
public record MergeField(String name, @Nullable String fallback) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_.-]+");

    /** One spelling for {@code First Name}, {@code firstName}, {@code first-name} and {@code FIRST_NAME}; empty when it is no name. */
    public static Optional<String> normalise(String written) {
        String spaced = HUMP.matcher(written.strip()).replaceAll("_");
        String name = SEPARATORS.matcher(spaced).replaceAll("_").toLowerCase(Locale.ROOT);
        return Optional.of(name).filter(candidate -> NAME.matcher(candidate).matches());
    }

    /** Normalises the keys of a recipient's fields; a key in normal form wins over other spellings, and what is no name is left out. */
    public static Map<String, String> normalise(Map<String, String> fields) {
        var normal = new java.util.HashMap<String, String>();
        fields.forEach((key, value) -> normalise(key).ifPresent(name -> {
            if (name.equals(key)) {
                normal.put(name, value);
            } else {
                normal.putIfAbsent(name, value);
            }
        }));
        return normal;
    }

    /** Reads what stands between the braces; empty when the name is none. */
    static Optional<MergeField> parse(String written) {
        int bar = written.indexOf('|');
        String fallback = bar < 0 ? null : written.substring(bar + 1).strip();
        return normalise(bar < 0 ? written : written.substring(0, bar)).map(name -> new MergeField(name, fallback));
    }

    String value(Map<String, String> fields) {
        String value = fields.get(name);
        if (value != null && !value.isBlank()) {
            return value;
        }
        return fallback == null ? "" : fallback;
    }

    /** The field as a template would write it. */
    String written() {
        return fallback == null ? "{{" + name + "}}" : "{{" + name + "|" + fallback + "}}";
    }
}
