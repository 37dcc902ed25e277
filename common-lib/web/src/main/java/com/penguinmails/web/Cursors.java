package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cursors are opaque to callers: base64url of the position of the last row seen. */
public final class Cursors {

    /** Sorts after every version-7 id; the start of a list that runs from new to old. */
    public static final UUID NEWEST = new UUID(-1L, -1L);

    /** Sorts before every id; the start of a list that runs from old to new. */
    public static final UUID OLDEST = new UUID(0L, 0L);

    private Cursors() {}

    public static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /** The id at which a list goes on; {@code start} when there is no cursor. Refuses a cursor that is not ours. */
    public static UUID idOr(@Nullable String cursor, UUID start) {
        if (cursor == null || cursor.isEmpty()) {
            return start;
        }
        try {
            return UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.invalid("cursor", "is not a cursor of this list; start without one");
        }
    }

    /** A page size within bounds; refuses others. */
    public static int limit(@Nullable Integer given) {
        int limit = given == null ? CursorPage.DEFAULT_LIMIT : given;
        if (limit < 1 || limit > CursorPage.MAX_LIMIT) {
            throw Refusal.invalid("limit", "must lie between 1 and " + CursorPage.MAX_LIMIT);
        }
        return limit;
    }
}
