package com.penguinmails.queuer.operate.listing;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.web.Cursors;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a window has been read.
 *
 * @param time as PostgreSQL writes it
 */
record Position(Window window, int band, UUID tenant, String time, UUID id) {

    private static final Pattern TIME = Pattern.compile(
            "-infinity|\\d{4,6}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?[+-]\\d\\d(:\\d\\d){0,2}");

    /** Before everything. */
    static Position beginningOf(Window window) {
        UUID first = window.isNewestFirst() ? Cursors.NEWEST : Cursors.OLDEST;
        return new Position(window, 0, first, "-infinity", first);
    }

    /** @param text as the SQL of a window writes it */
    static Position of(Window window, String text) {
        String[] parts = text.split("\\|", 4);
        if (parts.length != 4 || !TIME.matcher(parts[2]).matches()) {
            throw new IllegalArgumentException("not a position: " + text);
        }
        int band = Integer.parseInt(parts[0]);
        if (band < 0 || band > 2) {
            throw new IllegalArgumentException("not a band: " + band);
        }
        return new Position(window, band, UUID.fromString(parts[1]), parts[2], UUID.fromString(parts[3]));
    }

    /** Refuses a cursor that was not made for this very list. */
    static Position ofCursor(Window window, @Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return beginningOf(window);
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            if (bar < 0 || Window.valueOf(text.substring(0, bar)) != window) {
                throw new IllegalArgumentException("of another list");
            }
            return of(window, text.substring(bar + 1));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw Refusal.invalid("cursor", "is not a cursor of this list; start without one");
        }
    }

    String cursor() {
        return Cursors.encode(window + "|" + band + "|" + tenant + "|" + time + "|" + id);
    }
}
