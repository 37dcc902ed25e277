package com.penguinmails.benchmarks.ours;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;

/** The kind that does nothing. */
final class Jobs {

    /** Of milliseconds, so lent out together; how many, was tried: 20, 50 and 100. */
    static final JobKind KIND = new JobKind("bench.noop", "bench", ServiceName.WORKER, JobPolicy.USUAL.together(50));

    private Jobs() {}
}
