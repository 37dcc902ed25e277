package com.penguinmails.tenant.audit;

import com.penguinmails.kernel.Sha256;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one spelling of a JSON object (RFC 8785): members in the order of their names, no white space, only what must be escaped is.
 *
 * <p>Takes texts, whole numbers below 2^53 and objects of these, which is all that an audit entry holds.
 */
final class CanonicalJson {

    private static final int FIRST_PRINTABLE = 0x20;

    private CanonicalJson() {}

    static byte[] sha256(Map<String, ?> object) {
        return Sha256.of(write(object));
    }

    static String write(Map<String, ?> object) {
        var out = new StringBuilder();
        object(object, out);
        return out.toString();
    }

    private static void object(Map<?, ?> members, StringBuilder out) {
        // The natural order of strings is that of UTF-16 code units, as the RFC wants it.
        var sorted = new TreeMap<String, Object>();
        members.forEach((name, value) -> sorted.put((String) name, value));
        out.append('{');
        sorted.forEach((name, value) -> {
            if (out.charAt(out.length() - 1) != '{') {
                out.append(',');
            }
            text(name, out);
            out.append(':');
            value(value, out);
        });
        out.append('}');
    }

    private static void value(Object value, StringBuilder out) {
        switch (value) {
            case String text -> text(text, out);
            case Long number -> out.append(number.longValue());
            case Map<?, ?> members -> object(members, out);
            default -> throw new IllegalArgumentException("cannot write " + value.getClass());
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < FIRST_PRINTABLE) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
