package com.penguinmails.jobs.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is lent out under one lease, as it lies in Redis: {@code band lease group attempt timeout kind handler traceparent payload}, parted by
 * single spaces. That is one job, or a block of several: then the payload is a row of {@code job traceparent length payload}.
 *
 * @param alone whether its worker may have nothing else like it in hand: workers have died over it; its letter in Redis is a capital one
 * @param group what it is paused and cancelled together with; null for nothing
 * @param timeout how long one run may take, whole seconds
 * @param handler the service that carries it out, or {@code worker}
 * @param traceparent empty when the producer had no trace
 */
public record Entry(
        Band band,
        boolean alone,
        Lease lease,
        @Nullable UUID group,
        int attempt,
        Duration timeout,
        String kind,
        String handler,
        String traceparent,
        String payload) {

    private static final String NONE = "-";

    /** A job that does not run alone. */
    public Entry(
            Band band,
            Lease lease,
            @Nullable UUID group,
            int attempt,
            Duration timeout,
            String kind,
            String handler,
            String traceparent,
            String payload) {
        this(band, false, lease, group, attempt, timeout, kind, handler, traceparent, payload);
    }

    /**
     * Puts jobs together that differ in nothing but their ids, traces and payloads.
     *
     * @param token of the block's lease, which each of its jobs has too
     */
    public static Entry block(UUID token, List<Entry> jobs) {
        Entry first = jobs.getFirst();
        var packed = new StringBuilder();
        for (Entry job : jobs) {
            packed.append(job.lease.job())
                    .append(' ')
                    .append(job.traceparent.isEmpty() ? NONE : job.traceparent)
                    .append(' ')
                    .append(job.payload.length())
                    .append(' ')
                    .append(job.payload);
        }
        return new Entry(
                first.band,
                Lease.ofBlock(first.lease.tenant(), token),
                first.group,
                first.attempt,
                first.timeout,
                first.kind,
                first.handler,
                "",
                packed.toString());
    }

    /** The jobs that are lent out with this: itself, or those of the block. */
    public List<Entry> jobs() {
        if (!lease.isBlock()) {
            return List.of(this);
        }
        var jobs = new ArrayList<Entry>();
        for (int at = 0; at < payload.length(); ) {
            var job = UUID.fromString(payload.substring(at, at + Lease.UUID_LENGTH));
            int trace = at + Lease.UUID_LENGTH + 1;
            int length = payload.indexOf(' ', trace) + 1;
            int text = payload.indexOf(' ', length) + 1;
            int end = text + Integer.parseInt(payload, length, text - 1, 10);
            jobs.add(new Entry(
                    band,
                    new Lease(lease.tenant(), job, lease.token()),
                    group,
                    attempt,
                    timeout,
                    kind,
                    handler,
                    payload.charAt(trace) == '-' ? "" : payload.substring(trace, length - 1),
                    payload.substring(text, end)));
            at = end;
        }
        return jobs;
    }

    String text() {
        char letter = alone ? Character.toUpperCase(band.letter()) : band.letter();
        return letter + " " + lease + " " + (group == null ? NONE : group) + " " + attempt + " " + timeout.toSeconds()
                + " " + kind + " " + handler + " " + (traceparent.isEmpty() ? NONE : traceparent) + " " + payload;
    }

    static Entry parse(String text) {
        String[] rest = text.substring(Lease.LENGTH + 3).split(" ", 7);
        return new Entry(
                Band.ofLetter(Character.toLowerCase(text.charAt(0))),
                Character.isUpperCase(text.charAt(0)),
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
