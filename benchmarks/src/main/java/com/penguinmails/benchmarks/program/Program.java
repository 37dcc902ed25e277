package com.penguinmails.benchmarks.program;

import com.penguinmails.benchmarks.system.Timings;

/** A measured system as it looks from inside its own process. One thread calls, in the order of this page. */
public interface Program extends AutoCloseable {

    /** Makes its tables. */
    void prepare() throws Exception;

    /** Adds jobs, which wait. */
    void preload(int jobs) throws Exception;

    /** Works off all of them until the last one has durably ended; returns the seconds that this took. */
    double drain(int jobs) throws Exception;

    /**
     * Counts afterwards.
     *
     * @param jobs all that were ever added
     * @throws IllegalStateException when they do not add up
     */
    void verify(int jobs) throws Exception;

    /** As {@link com.penguinmails.benchmarks.system.SystemUnderTest#latencies}. */
    default Timings latencies(int perSecond, int seconds) throws Exception {
        throw new UnsupportedOperationException("does not measure latency");
    }

    @Override
    void close() throws Exception;
}
