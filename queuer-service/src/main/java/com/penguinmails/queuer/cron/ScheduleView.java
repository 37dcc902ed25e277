package com.penguinmails.queuer.cron;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of a schedule.
 *
 * @param name the handler, a dot, the name that it gave
 * @param missed {@code skip}, {@code once} or {@code all}
 * @param nextAt null when no tick comes any more
 * @param lastAt the last tick that got a job; null before the first
 * @param pausedAt null while it is not
 */
record ScheduleView(
        String name,
        String handler,
        String kind,
        String queue,
        String cron,
        String zone,
        String missed,
        @Nullable Instant nextAt,
        @Nullable Instant lastAt,
        @Nullable Instant pausedAt) {}
