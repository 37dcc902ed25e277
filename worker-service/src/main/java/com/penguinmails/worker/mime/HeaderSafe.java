package com.penguinmails.worker.mime;

/**
 * The only way for a value from outside into a header or envelope. It refuses and never repairs: a line break in a subject is an attack
 * or a bug, and both should be seen.
 */
final class HeaderSafe {

    private static final int MAX_LENGTH = 2_000;

    private HeaderSafe() {}

    /** Any text without control characters, to be encoded. */
    static String text(String field, String value) {
        if (value.length() > MAX_LENGTH) {
            throw new UnsafeHeader(field, "is longer than " + MAX_LENGTH + " characters");
        }
        value.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                throw new UnsafeHeader(field, "holds a control character");
            }
        });
        return value;
    }

    /** Printable ASCII that stands in the header as it is. */
    static String token(String field, String value) {
        text(field, value);
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new UnsafeHeader(field, "holds something other than printable ASCII without spaces");
        }
        return value;
    }

    /** Printable ASCII that stands between angle brackets. */
    static String bracketed(String field, String value) {
        if (token(field, value).indexOf('<') >= 0 || value.indexOf('>') >= 0) {
            throw new UnsafeHeader(field, "holds an angle bracket");
        }
        return value;
    }
}
