package com.penguinmails.queuer.operate.acts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An act as operators see it.
 *
 * @param operator user id
 * @param requestId by which the logs of that request are found
 */
record ActView(
        UUID id,
        Instant at,
        UUID operator,
        String act,
        String target,
        @Nullable String reason,
        JsonNode before,
        JsonNode after,
        @Nullable String requestId) {}
