package com.penguinmails.email.activity;

import org.jspecify.annotations.Nullable;

/** Words of strangers made fit to be kept, shown and sent on. */
public final class Details {

    private Details() {}

    /** One line without control characters and of at most {@code max} characters; null stays null. */
    public static @Nullable String oneLine(@Nullable String words, int max) {
        if (words == null) {
            return null;
        }
        String line = words.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp} ]+", " ").strip();
        if (line.length() <= max) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max;
        return line.substring(0, end);
    }
}
