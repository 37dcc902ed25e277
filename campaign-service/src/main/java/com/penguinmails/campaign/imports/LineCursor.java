package com.penguinmails.campaign.imports;

import com.penguinmails.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of rejections ends: the line of its last row. */
final class LineCursor {

    private LineCursor() {}

    static String position(int line) {
        return Integer.toString(line);
    }

    /** 0 without a cursor. */
    static int lineOf(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseInt(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.invalid("cursor", "is not a cursor of this list; start without one");
        }
    }
}
