package com.penguinmails.loopsworld;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was taken.
 *
 * @param idempotencyKey null when the caller sent none
 */
public record SentMail(
        String email,
        String transactionalId,
        Map<String, String> dataVariables,
        @Nullable String idempotencyKey) {

    public SentMail {
        dataVariables = Map.copyOf(dataVariables);
    }
}
