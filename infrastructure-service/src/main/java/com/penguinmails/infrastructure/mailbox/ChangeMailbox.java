package com.penguinmails.infrastructure.mailbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to change; a field left out stays as it is.
 *
 * @param displayName the empty text removes it
 * @param status {@code enabled} or {@code disabled}
 */
record ChangeMailbox(
        @Nullable
        @Size(max = 100)
        @Pattern(regexp = ServerLogin.NO_CONTROLS, message = "must not contain control characters")
        String displayName,

        @Nullable @Min(1) @Max(100_000) Integer dailyLimit,

        @Nullable @Min(0) @Max(86_400) Integer minGapSeconds,

        @Nullable @Pattern(regexp = "enabled|disabled", message = "must be enabled or disabled")
        String status) {}
