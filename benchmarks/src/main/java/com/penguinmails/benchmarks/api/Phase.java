package com.penguinmails.benchmarks.api;

import com.penguinmails.benchmarks.measure.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One rate, held for a while.
 *
 * @param target gateway or direct
 * @param answeredPerSecond good answers, over the time until the last one
 * @param failures by what they were
 * @param latencyMs over all requests from their intended moment; those that failed count with the time until they did
 */
record Phase(
        String target,
        int perSecond,
        int seconds,
        int requests,
        double answeredPerSecond,
        Map<String, Integer> failures,
        Quantiles latencyMs,
        Map<String, Quantiles> operations) {

    static final String GATEWAY = "gateway";
    static final String DIRECT = "direct";

    /** In milliseconds. */
    record Quantiles(double p50, double p95, double p99, double max) {

        static Quantiles ofMicros(List<Long> micros) {
            return new Quantiles(
                    millis(Statistics.percentile(micros, 50)),
                    millis(Statistics.percentile(micros, 95)),
                    millis(Statistics.percentile(micros, 99)),
                    millis(Statistics.max(micros)));
        }

        private static double millis(double micros) {
            return Math.rint(micros / 10) / 100;
        }
    }

    /** One phase of several runs at the same rate. */
    static Phase of(String target, int perSecond, int seconds, List<Load.Outcome> outcomes, Mix mix) {
        var all = new ArrayList<Long>();
        var byOperation = new TreeMap<String, List<Long>>();
        var failures = new TreeMap<String, Integer>();
        long tookNanos = 0;
        int good = 0;
        for (Load.Outcome outcome : outcomes) {
            tookNanos += outcome.tookNanos();
            outcome.failures().forEach(failure -> failures.merge(failure, 1, Integer::sum));
            for (int i = 0; i < outcome.micros().length; i++) {
                long micros = Math.abs(outcome.micros()[i]);
                all.add(micros);
                good += outcome.micros()[i] > 0 ? 1 : 0;
                byOperation
                        .computeIfAbsent(
                                mix.operations().get(outcome.operations()[i]).name(), name -> new ArrayList<>())
                        .add(micros);
            }
        }
        var operations = new TreeMap<String, Quantiles>();
        byOperation.forEach((name, micros) -> operations.put(name, Quantiles.ofMicros(micros)));
        return new Phase(
                target,
                perSecond,
                seconds,
                all.size(),
                Math.rint(good / (tookNanos / 1e10)) / 10,
                failures,
                Quantiles.ofMicros(all),
                operations);
    }

    int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }
}
