package com.penguinmails.observability.health;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param detail a few words for anybody to read, so without hosts, names or secrets; null when there is nothing to add
 */
public record HealthReport(boolean up, @Nullable String detail) {

    public static HealthReport healthy() {
        return new HealthReport(true, null);
    }

    public static HealthReport healthy(String detail) {
        return new HealthReport(true, detail);
    }

    public static HealthReport unhealthy(String detail) {
        return new HealthReport(false, detail);
    }
}
