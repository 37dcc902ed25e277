package com.penguinmails.jobs.redis;

import com.penguinmails.contracts.jobs.JobTimes;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written back about one lease, be it of a job or of a block: {@code lease outcome runAt startedAt consumer reason}, parted by single spaces.
 *
 * @param runAt when to run again, for {@code RETRY} (null: the usual back-off) and {@code SNOOZE}; millisecond precision, the years 1970 to 9999
 * @param startedAt when the work began; null when it did not
 * @param consumer who worked on it, as in {@link Consumer}
 * @param reason why, one line of at most {@value #MAX_REASON} characters; empty when there is nothing to say
 */
public record Result(
        Lease lease,
        Outcome outcome,
        @Nullable Instant runAt,
        @Nullable Instant startedAt,
        String consumer,
        String reason) {

    public static final int MAX_REASON = 500;
    private static final String NONE = "-";
    private static final Pattern NOT_ONE_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** Reasons and times come from strangers: whatever they say can be written to PostgreSQL, or nothing behind it ever would be. */
    public Result {
        reason = oneLine(reason);
        runAt = runAt == null ? null : JobTimes.within(runAt);
    }

    /** The same about another lease. */
    public Result of(Lease other) {
        return new Result(other, outcome, runAt, startedAt, consumer, reason);
    }

    private static String oneLine(String words) {
        String start = words.length() <= 2 * MAX_REASON ? words : words.substring(0, 2 * MAX_REASON);
        String line = NOT_ONE_LINE.matcher(start).replaceAll(" ");
        int end = Math.min(line.length(), MAX_REASON);
        return line.substring(0, end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }

    String text() {
        return lease + " " + outcome + " " + millis(runAt) + " " + millis(startedAt) + " " + consumer + " " + reason;
    }

    static Result parse(String text) {
        String[] rest = text.substring(Lease.LENGTH + 1).split(" ", 5);
        return new Result(
                Lease.parse(text.substring(0, Lease.LENGTH)),
                Outcome.valueOf(rest[0]),
                instant(rest[1]),
                instant(rest[2]),
                rest[3],
                rest[4]);
    }

    private static String millis(@Nullable Instant instant) {
        return instant == null ? NONE : Long.toString(instant.toEpochMilli());
    }

    private static @Nullable Instant instant(String millis) {
        return millis.equals(NONE) ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
