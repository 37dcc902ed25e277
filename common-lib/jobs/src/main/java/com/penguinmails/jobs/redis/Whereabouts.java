package com.penguinmails.jobs.redis;

import java.time.Duration;
import java.time.Instant;

/** Where one lease is in Redis at one moment. */
public sealed interface Whereabouts {

    /**
     * Waits to be fetched.
     *
     * @param before how many entries of the same list are fetched before it
     * @param length of the list
     */
    record InList(Band band, int before, int length) implements Whereabouts {}

    /**
     * Waits to be fetched by a worker that has nothing else like it in hand, since workers have died over it.
     *
     * @param before how many entries of that list are fetched before it
     * @param length of the list
     */
    record InAloneList(int before, int length) implements Whereabouts {}

    /**
     * Held by one run of one worker.
     *
     * @param since by the clock of Redis
     * @param silent since the last heartbeat of that run
     */
    record InHands(String consumer, Instant since, Duration silent) implements Whereabouts {}

    /** Ended; its result waits to be written to PostgreSQL. */
    record Acknowledged() implements Whereabouts {}

    /** Redis does not know it: about to be pushed, or lost and taken back by the next audits. */
    record Nowhere() implements Whereabouts {}
}
