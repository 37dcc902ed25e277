package com.penguinmails.benchmarks.ours;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;

/** The kind that does nothing. */
final class Jobs {

    /** Of milliseconds, so lent out together; as many as may be: 50 were slower. */
    static final JobKind KIND = new JobKind("bench.noop", "bench", ServiceName.WORKER, JobPolicy.USUAL.together(100));

    private Jobs() {}
}
