package com.penguinmails.jobs.redis;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it lies in Redis: {@code band lease group attempt timeout kind handler traceparent payload}, parted by single spaces.
 *
 * @param group what it is paused and cancelled together with; null for nothing
 * @param timeout how long one run may take, whole seconds
 * @param handler the service that carries it out, or {@code worker}
 * @param traceparent empty when the producer had no trace
 */
public record Entry(
        Band band,
        Lease lease,
        @Nullable UUID group,
        int attempt,
        Duration timeout,
        String kind,
        String handler,
        String traceparent,
        String payload) {

    private static final String NONE = "-";

    String text() {
        return band.letter() + " " + lease + " " + (group == null ? NONE : group) + " " + attempt + " "
                + timeout.toSeconds() + " " + kind + " " + handler + " " + (traceparent.isEmpty() ? NONE : traceparent)
                + " " + payload;
    }

    static Entry parse(String text) {
        String[] rest = text.substring(Lease.LENGTH + 3).split(" ", 7);
        return new Entry(
                Band.ofLetter(text.charAt(0)),
                Lease.parse(text.substring(2, Lease.LENGTH + 2)),
                rest[0].equals(NONE) ? null : UUID.fromString(rest[0]),
                Integer.parseInt(rest[1]),
                Duration.ofSeconds(Long.parseLong(rest[2])),
                rest[3],
                rest[4],
                rest[5].equals(NONE) ? "" : rest[5],
                rest[6]);
    }
}
