package com.penguinmails.contracts.jobs;

import java.time.Duration;

/**
 * How often, how soon and how long a kind of job is tried.
 *
 * @param maxAttempts 1 to 100 tries that fail before the job is {@code failed}; crashes of a worker and snoozes are not counted
 * @param backoff the most that the second try waits; each further one waits up to twice as long as the one before (full jitter), 1 ms to a day
 * @param longestBackoff the most that any try waits, up to a week
 * @param timeout how long one run may take, whole seconds, 1 s to a day; then it is interrupted and counts as failed
 * @param together 1 to 100: up to how many jobs of one tenant are lent to a worker as one, which costs the queue a fraction; for jobs of
 *     milliseconds. What a worker has done of them is run again when it dies before all of them are done
 */
public record JobPolicy(int maxAttempts, Duration backoff, Duration longestBackoff, Duration timeout, int together) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Ten attempts, about eight minutes and a half on average; a minute per run. */
    public static final JobPolicy USUAL =
            new JobPolicy(10, Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofSeconds(60));

    /** Each job is lent out by itself. */
    public JobPolicy(int maxAttempts, Duration backoff, Duration longestBackoff, Duration timeout) {
        this(maxAttempts, backoff, longestBackoff, timeout, 1);
    }

    public JobPolicy {
        if (maxAttempts < 1 || maxAttempts > 100) {
            throw new IllegalArgumentException("maxAttempts must be 1 to 100");
        }
        if (backoff.toMillis() < 1 || backoff.compareTo(DAY) > 0) {
            throw new IllegalArgumentException("backoff must be 1 ms to a day");
        }
        if (longestBackoff.compareTo(backoff) < 0 || longestBackoff.compareTo(WEEK) > 0) {
            throw new IllegalArgumentException("longestBackoff must be between backoff and a week");
        }
        if (timeout.toSeconds() < 1 || timeout.compareTo(DAY) > 0) {
            throw new IllegalArgumentException("timeout must be 1 s to a day");
        }
        if (together < 1 || together > 100) {
            throw new IllegalArgumentException("together must be 1 to 100");
        }
    }

    public JobPolicy maxAttempts(int maxAttempts) {
        return new JobPolicy(maxAttempts, backoff, longestBackoff, timeout, together);
    }

    public JobPolicy backoff(Duration backoff, Duration longestBackoff) {
        return new JobPolicy(maxAttempts, backoff, longestBackoff, timeout, together);
    }

    public JobPolicy timeout(Duration timeout) {
        return new JobPolicy(maxAttempts, backoff, longestBackoff, timeout, together);
    }

    public JobPolicy together(int together) {
        return new JobPolicy(maxAttempts, backoff, longestBackoff, timeout, together);
    }
}
