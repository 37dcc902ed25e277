package com.penguinmails.queuer.operate.acts;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of an act that lets something go on: a reason is welcome. */
public record Perhaps(@Size(min = 3, max = 500) @Nullable String reason) {

    /** What was said, if anything. */
    public static @Nullable String reasonOf(@Nullable Perhaps body) {
        return body == null ? null : body.reason();
    }
}
