package com.penguinmails.queuer.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one claim has found of one tenant. */
final class Served {

    private Taken last;
    private int jobs = 1;
    private boolean inOrder = true;

    private Served(Taken first) {
        this.last = first;
    }

    static Map<UUID, Served> by(List<Taken> found) {
        var served = new HashMap<UUID, Served>();
        for (Taken job : found) {
            Served own = served.get(job.tenant());
            if (own == null) {
                served.put(job.tenant(), new Served(job));
            } else {
                own.add(job);
            }
        }
        return served;
    }

    private void add(Taken job) {
        jobs++;
        if (Taken.AS_DUE.compare(last, job) <= 0) {
            last = job;
        } else {
            inOrder = false;
        }
    }

    /** The one that was due last. */
    Taken last() {
        return last;
    }

    static int jobs(Map<UUID, Served> served, UUID tenant) {
        Served own = served.get(tenant);
        return own == null ? 0 : own.jobs;
    }

    /** Whether they were found in the order in which they were due. */
    boolean inOrder() {
        return inOrder;
    }
}
