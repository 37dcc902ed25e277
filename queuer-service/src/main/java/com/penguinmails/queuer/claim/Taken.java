package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Entry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that a claim took from the ready ones, and what is to become of it.
 *
 * @param claimedAt by the clock of PostgreSQL
 * @param fate {@value #LEASED}, {@value #TOGETHER} (may be lent out with others), {@value #HELD}, or the status in which it ends
 * @param entry how it goes to Redis by itself, its lease being that of the job; null when it is not lent out
 * @param together up to how many of its kind may be lent out as one
 */
record Taken(
        Ready job,
        OffsetDateTime claimedAt,
        String kind,
        String fate,
        @Nullable String uniqueKey,
        @Nullable Entry entry,
        int together) {

    static final String LEASED = "leased";
    static final String TOGETHER = "together";
    static final String HELD = "held";

    /** The order in which one tenant's jobs were due. */
    static final Comparator<Taken> AS_DUE = (one, other) -> {
        int order = one.runAt().compareTo(other.runAt());
        return order != 0 ? order : Round.unsigned(one.id(), other.id());
    };

    UUID tenant() {
        return job.tenant();
    }

    UUID id() {
        return job.id();
    }

    OffsetDateTime runAt() {
        return job.runAt();
    }

    Duration waited() {
        return Duration.between(runAt(), claimedAt);
    }
}
