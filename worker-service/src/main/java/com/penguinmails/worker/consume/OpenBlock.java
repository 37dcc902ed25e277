package com.penguinmails.worker.consume;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.worker.handling.Ending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A block of jobs that are worked on. If all end well, one word says so of all of them; otherwise, or when that takes long, each is reported
 * by itself.
 */
final class OpenBlock {

    private final List<Lease> done;
    private int open;
    private boolean apart;

    OpenBlock(int jobs) {
        this.open = jobs;
        this.done = new ArrayList<>(jobs);
    }

    /** What is to be said when a job of it has ended. */
    sealed interface Word {

        record Nothing() implements Word {}

        /** All of them are done. */
        record Whole() implements Word {}

        /** @param last whether none is left */
        record OfEach(Map<Lease, Ending> endings, boolean last) implements Word {}
    }

    private static final Word NOTHING = new Word.Nothing();
    private static final Word WHOLE = new Word.Whole();

    synchronized Word ended(Lease job, Ending ending) {
        open--;
        if (!apart && ending.outcome() == Outcome.DONE) {
            done.add(job);
            return open == 0 ? WHOLE : NOTHING;
        }
        Map<Lease, Ending> endings = unreported();
        endings.put(job, ending);
        return new Word.OfEach(endings, open == 0);
    }

    /** From now on each is reported by itself, unless all are done. Returns those that are done and were not reported yet. */
    synchronized Map<Lease, Ending> takeApart() {
        return apart || open == 0 ? Map.of() : unreported();
    }

    private Map<Lease, Ending> unreported() {
        apart = true;
        var endings = new LinkedHashMap<Lease, Ending>();
        done.forEach(job -> endings.put(job, Ending.DONE));
        done.clear();
        return endings;
    }
}
