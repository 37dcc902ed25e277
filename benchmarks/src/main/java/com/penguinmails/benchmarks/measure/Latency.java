package com.penguinmails.benchmarks.measure;

import java.util.List;

/** Milliseconds from the moment a job should have been added until its handler had it. */
public record Latency(String system, int perSecond, int jobs, double p50Ms, double p95Ms, double p99Ms, double maxMs) {

    public static Latency of(String system, int perSecond, List<Long> micros) {
        return new Latency(
                system,
                perSecond,
                micros.size(),
                Statistics.percentile(micros, 50) / 1000,
                Statistics.percentile(micros, 95) / 1000,
                Statistics.percentile(micros, 99) / 1000,
                Statistics.max(micros) / 1000);
    }
}
