package com.penguinmails.email.rendering;

/** Where in the HTML a field stands, which decides how its value is escaped. */
enum Place {
    /** Between tags, or in the value of an attribute that is only read. */
    TEXT,
    /** After the scheme of a link or image address. */
    URL;

    String html(String value) {
        return switch (this) {
            case TEXT -> Escapes.html(value);
            case URL -> Escapes.url(value);
        };
    }

    /** The same field in the text part. */
    String text(String value) {
        return switch (this) {
            case TEXT -> Escapes.text(value);
            case URL -> Escapes.url(value);
        };
    }
}
