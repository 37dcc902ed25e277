package com.penguinmails.benchmarks.measure;

import com.penguinmails.benchmarks.system.Timings;
import java.util.List;

/**
 * How long jobs took to their handlers.
 *
 * @param sinceIntended from the moment a job should have been added
 * @param sinceAdded from the moment it had been
 */
public record Latency(String system, int perSecond, int jobs, Quantiles sinceIntended, Quantiles sinceAdded) {

    /** In milliseconds. */
    public record Quantiles(double p50, double p95, double p99, double max) {

        static Quantiles of(List<Long> micros) {
            return new Quantiles(
                    Statistics.percentile(micros, 50) / 1000,
                    Statistics.percentile(micros, 95) / 1000,
                    Statistics.percentile(micros, 99) / 1000,
                    Statistics.max(micros) / 1000);
        }
    }

    static Latency of(String system, int perSecond, Timings timings) {
        return new Latency(
                system,
                perSecond,
                timings.sinceIntended().size(),
                Quantiles.of(timings.sinceIntended()),
                Quantiles.of(timings.sinceAdded()));
    }
}
