package com.penguinmails.benchmarks.measure;

import java.util.Map;

/**
 * One timed run.
 *
 * @param held whether a snapshot was held open meanwhile
 * @param addedPerSecond how fast the jobs were added beforehand
 * @param addWalBytesPerJob log written while they were added
 * @param walBytesPerJob log written while they were worked off
 * @param deadTuplesPerJob row versions left dead by working them off
 * @param cpuSeconds by process, while they were worked off
 */
public record Drain(
        String system,
        boolean held,
        int jobs,
        double seconds,
        double jobsPerSecond,
        double addedPerSecond,
        double addWalBytesPerJob,
        double walBytesPerJob,
        double deadTuplesPerJob,
        Map<String, Double> cpuSeconds) {

    Drain withDeadTuples(double perJob) {
        return new Drain(
                system,
                held,
                jobs,
                seconds,
                jobsPerSecond,
                addedPerSecond,
                addWalBytesPerJob,
                walBytesPerJob,
                perJob,
                cpuSeconds);
    }
}
