package com.penguinmails.queuer.run;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.queuer.claim.Dispatch;

/** What goes on for one queue. */
record QueueLoops(Dispatch dispatch, Loop writeBack, Loop audit, Loop stops) {

    /** Results first: what was done must not be forgotten for the sake of handing out more. */
    void close() {
        dispatch.close();
        audit.close();
        stops.close();
        writeBack.close();
    }
}
