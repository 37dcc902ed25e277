package com.penguinmails.benchmarks.ours;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;

/** The kind that does nothing. */
final class Jobs {

    static final JobKind KIND = new JobKind("bench.noop", "bench", ServiceName.WORKER);

    private Jobs() {}
}
