package com.penguinmails.jobs.redis;

/**
 * A job as it lies in Redis: {@code band lease attempt kind handler traceparent payload}, parted by single spaces.
 *
 * @param handler the service that carries it out, or {@code worker}
 * @param traceparent empty when the producer had no trace
 */
public record Entry(
        Band band, Lease lease, int attempt, String kind, String handler, String traceparent, String payload) {

    private static final String NO_TRACE = "-";

    String text() {
        return band.letter() + " " + lease + " " + attempt + " " + kind + " " + handler + " "
                + (traceparent.isEmpty() ? NO_TRACE : traceparent) + " " + payload;
    }

    static Entry parse(String text) {
        String[] rest = text.substring(Lease.LENGTH + 3).split(" ", 5);
        return new Entry(
                Band.ofLetter(text.charAt(0)),
                Lease.parse(text.substring(2, Lease.LENGTH + 2)),
                Integer.parseInt(rest[0]),
                rest[1],
                rest[2],
                rest[3].equals(NO_TRACE) ? "" : rest[3],
                rest[4]);
    }
}
