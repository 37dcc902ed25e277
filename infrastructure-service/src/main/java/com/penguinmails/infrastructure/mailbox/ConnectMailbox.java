package com.penguinmails.infrastructure.mailbox;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox to connect.
 *
 * @param displayName shown to recipients as the sender; none when left out
 * @param dailyLimit mails per UTC day; 50 when left out
 * @param minGapSeconds shortest time between two mails; 120 when left out
 */
record ConnectMailbox(
        @NotBlank @Size(max = 254) String address,

        @Nullable
        @Size(max = 100)
        @Pattern(regexp = ServerLogin.NO_CONTROLS, message = "must not contain control characters")
        String displayName,

        @NotNull @Valid ServerLogin smtp,

        @NotNull @Valid ServerLogin imap,

        @Nullable @Min(1) @Max(100_000) Integer dailyLimit,

        @Nullable @Min(0) @Max(86_400) Integer minGapSeconds) {

    private static final int DEFAULT_DAILY_LIMIT = 50;
    private static final int DEFAULT_MIN_GAP_SECONDS = 120;

    int dailyLimitOrDefault() {
        return dailyLimit == null ? DEFAULT_DAILY_LIMIT : dailyLimit;
    }

    int minGapSecondsOrDefault() {
        return minGapSeconds == null ? DEFAULT_MIN_GAP_SECONDS : minGapSeconds;
    }
}
