package com.penguinmails.worker.handling;

import com.penguinmails.jobs.redis.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the work on an entry ended.
 *
 * @param runAt when to run again; null for the usual time
 * @param reason empty when there is nothing to say
 */
public record Ending(Outcome outcome, @Nullable Instant runAt, String reason) {

    public static final Ending DONE = new Ending(Outcome.DONE, null, "");

    public static Ending retry(String reason) {
        return new Ending(Outcome.RETRY, null, reason);
    }

    public static Ending snooze(Instant until, String reason) {
        return new Ending(Outcome.SNOOZE, until, reason);
    }

    public static Ending discard(String reason) {
        return new Ending(Outcome.DISCARD, null, reason);
    }
}
