package com.penguinmails.email.rendering;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How a value is written so that it stays a value, whatever it contains. */
final class Escapes {

    private static final String UNRESERVED = "-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escapes() {}

    /** For text and for attribute values in quotes: no character is left that could end either. */
    static String html(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    if (!isStrayControl(c)) {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** Percent-encodes everything but the unreserved characters (RFC 3986 §2.3), so a value cannot leave its part of a URL. */
    static String url(String value) {
        StringBuilder encoded = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isAsciiAlphanumeric((char) b) || UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    /** For the text part: line ends as {@code \n}, tabs, no other control character. */
    static String text(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isStrayControl(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /** For a header: every run of spaces, control characters, line and paragraph separators is one space. */
    static String header(String value) {
        return value.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp} ]+", " ").strip();
    }

    private static boolean isStrayControl(char c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    private static boolean isAsciiAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
