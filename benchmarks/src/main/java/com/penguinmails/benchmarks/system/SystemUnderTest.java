package com.penguinmails.benchmarks.system;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** A queue that is measured. Its life: prepare, then preload and drain in turns, then close. */
public interface SystemUnderTest extends AutoCloseable {

    /** Makes tables, starts processes. Nothing in it is timed. */
    void prepare() throws IOException, SQLException, InterruptedException;

    /** Adds {@code jobs} jobs that all wait when this returns. */
    void preload(int jobs) throws IOException, SQLException, InterruptedException;

    /**
     * Works off everything that was preloaded. Returns when every job has durably ended.
     *
     * @return the seconds from the first moment a job could be taken until the last one had durably ended
     */
    double drain(int jobs) throws IOException, SQLException, InterruptedException;

    /**
     * Looks afterwards, by a way that has nothing to do with how the end was noticed.
     *
     * @param jobs all that were ever added
     * @throws IllegalStateException when a job was lost or run twice
     */
    void verify(int jobs) throws IOException, SQLException, InterruptedException;

    /**
     * Adds jobs one by one at a fixed rate to the idle system, whether it keeps up or not.
     *
     * @throws UnsupportedOperationException when this system is only drained
     */
    Timings latencies(int perSecond, int seconds) throws IOException, SQLException, InterruptedException;

    /** The processes that belong to it, by what they are; alive between prepare and close. */
    Map<String, ProcessHandle> processes();

    @Override
    void close() throws IOException;
}
