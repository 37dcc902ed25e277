package com.penguinmails.benchmarks.report;

import com.penguinmails.benchmarks.measure.Drain;
import com.penguinmails.benchmarks.measure.Statistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Several runs of one system: medians, and for the pace also the range.
 *
 * @param addedPerSecond how fast jobs were added in batches
 * @param addWalBytesPerJob log written by adding a job
 * @param walBytesPerJob log written by working it off
 * @param deadTuplesPerJob row versions left dead by its whole life
 * @param cpuMicrosPerJob processor time of working it off, by process
 */
public record SystemResult(
        double jobsPerSecond,
        double slowest,
        double fastest,
        int runs,
        int jobs,
        double addedPerSecond,
        double addWalBytesPerJob,
        double walBytesPerJob,
        double deadTuplesPerJob,
        Map<String, Double> cpuMicrosPerJob) {

    private static final double MICROS = 1e6;

    /** @throws IllegalArgumentException when there is no run */
    static SystemResult of(List<Drain> runs) {
        List<Double> paces = runs.stream().map(Drain::jobsPerSecond).toList();
        Map<String, Double> cpu = new TreeMap<>();
        var processes = new TreeSet<String>();
        runs.forEach(run -> processes.addAll(run.cpuSeconds().keySet()));
        for (String process : processes) {
            cpu.put(
                    process,
                    round(
                            Statistics.median(runs.stream()
                                    .map(run -> run.cpuSeconds().getOrDefault(process, 0.0) * MICROS / run.jobs())
                                    .toList()),
                            1));
        }
        return new SystemResult(
                round(Statistics.median(paces), 0),
                round(Statistics.min(paces), 0),
                round(Statistics.max(paces), 0),
                runs.size(),
                runs.getFirst().jobs(),
                round(median(runs, Drain::addedPerSecond), 0),
                round(median(runs, Drain::addWalBytesPerJob), 0),
                round(median(runs, Drain::walBytesPerJob), 0),
                round(median(runs, Drain::deadTuplesPerJob), 2),
                cpu);
    }

    private static double median(List<Drain> runs, java.util.function.Function<Drain, Double> value) {
        return Statistics.median(runs.stream().map(value).toList());
    }

    /** To so many places after the point. */
    static double round(double value, int places) {
        double factor = Math.pow(10, places);
        return Math.rint(value * factor) / factor;
    }
}
