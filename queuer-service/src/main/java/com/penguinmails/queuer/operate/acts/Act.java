package com.penguinmails.queuer.operate.acts;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act.
 *
 * @param operator user id of who did it
 * @param reason 3 to 500 characters; null where the act needs none
 * @param before what held before, as far as the act concerns it; the values are written as JSON
 * @param after what holds now
 */
public record Act(
        ActKind kind,
        UUID operator,
        Target target,
        @Nullable String reason,
        Map<String, ? extends @Nullable Object> before,
        Map<String, ? extends @Nullable Object> after) {}
