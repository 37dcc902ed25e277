package com.penguinmails.queuer.operate.listing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One job with its history.
 *
 * @param attempts those that did not simply succeed, the oldest first
 * @param payload what the handler is given, as JSON, or as plain text when it does not parse; null for readers who may not see it
 */
record JobDetail(
        JobView job,
        List<Attempt> attempts,
        @Nullable String traceparent,
        @Nullable JsonNode payload) {

    /** @param outcome retry, discard, crashed or uncertain */
    record Attempt(
            int attempt,
            String outcome,
            @Nullable String workerId,
            @Nullable Instant startedAt,
            Instant finishedAt,
            @Nullable String reason) {}
}
