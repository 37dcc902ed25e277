package com.penguinmails.jobs.redis;

import java.util.List;

/** The answer to a worker that asks for work. */
public sealed interface Fetched {

    /** The caller now holds these and must report on each, or give it back. May be empty. */
    record Entries(List<Entry> entries) implements Fetched {}

    /**
     * Redis is not the one the caller knew: it was emptied, restarted or replaced. The caller must register what it holds.
     *
     * @param epoch the new one; empty when no queuer has opened one yet
     */
    record EpochChanged(String epoch) implements Fetched {}
}
