package com.penguinmails.campaign.imports;

import java.text.Normalizer;
import java.util.Locale;

/** Spellings of column headers. */
final class Headers {

    private static final int MAX_NAME = 60;

    private Headers() {}

    /** For comparing: {@code E-mail 1 - Value}, {@code EMail1Value} and {@code e_mail 1 value} are all {@code email1value}. */
    static String comparable(String header) {
        var letters = new StringBuilder(header.length());
        plain(header).codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /**
     * As a merge field: lower-case ASCII letters, digits and underscores, beginning with a letter, at most 60 characters. Empty when the
     * header has nothing to make a name of.
     */
    static String snakeCase(String header) {
        String words = header.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
        String name = plain(words).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (name.isEmpty()) {
            return "";
        }
        String field = Character.isDigit(name.charAt(0)) ? "field_" + name : name;
        return field.length() <= MAX_NAME ? field : field.substring(0, MAX_NAME).replaceAll("_+$", "");
    }

    private static String plain(String header) {
        return Normalizer.normalize(header.replace("ß", "ss"), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
