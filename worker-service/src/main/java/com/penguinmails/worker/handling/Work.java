package com.penguinmails.worker.handling;

import com.penguinmails.jobs.redis.Entry;
import java.util.List;

/** Entries of one kind that were begun together, and the way to say how each ended. */
public interface Work {

    List<Entry> entries();

    /**
     * Whether this worker can prove that it still holds the entries: its last heartbeat is fresh. Ask right before an effect that must not
     * happen twice.
     */
    boolean isHeld();

    /** Runs work of another thread under the trace of this delivery. */
    void trace(Runnable work);

    /** Says how an entry ended. Only the first word on an entry counts. Any thread may call. */
    void report(Entry entry, Ending ending);
}
