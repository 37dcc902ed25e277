package com.penguinmails.queuer.operate.listing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the addresses of people out of texts that mail servers and handlers wrote, for readers who may not see them. */
public final class Redaction {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@\"'(),;:]+@(?=[^\\s<>@\"'(),;:]+)");

    private Redaction() {}

    /** The same text with {@code ***} for the local part of every address. */
    public static @Nullable String redact(@Nullable String text, boolean mayRead) {
        return text == null || mayRead ? text : ADDRESS.matcher(text).replaceAll("***@");
    }
}
