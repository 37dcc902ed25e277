package com.penguinmails.queuer.run;

import com.penguinmails.jobs.loop.Loop;

/** The four loops of one queue. */
record QueueLoops(Loop dispatch, Loop writeBack, Loop audit, Loop stops) {

    /** Results first: what was done must not be forgotten for the sake of handing out more. */
    void close() {
        dispatch.close();
        audit.close();
        stops.close();
        writeBack.close();
    }
}
