package com.penguinmails.benchmarks.system;

import java.io.IOException;
import java.util.Map;

/**
 * A system that can be measured again and again, each time in new surroundings.
 *
 * @param name as in the results
 * @param role what it is in the comparison
 * @param jobs drained in one timed run
 * @param warmUp drained before, untimed, in the same processes
 * @param measuresLatency whether {@link SystemUnderTest#latencies} works
 * @param settings what it was told that differs from its defaults
 * @param starter makes one; nothing is running yet after that
 */
public record Contestant(
        String name,
        Role role,
        int jobs,
        int warmUp,
        boolean measuresLatency,
        Map<String, String> settings,
        Starter starter) {

    /** Ours is compared with the best peer, and with the ceiling. */
    public enum Role {
        OURS,
        CEILING,
        PEER
    }

    /** Makes a system in its surroundings. */
    @FunctionalInterface
    public interface Starter {
        SystemUnderTest in(Surroundings surroundings) throws IOException;
    }

    public Contestant withJobs(int jobs) {
        return new Contestant(name, role, jobs, Math.min(warmUp, jobs), measuresLatency, settings, starter);
    }
}
