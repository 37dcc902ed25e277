package com.penguinmails.benchmarks.report;

import com.penguinmails.benchmarks.measure.Drain;
import com.penguinmails.benchmarks.measure.Latency;
import com.penguinmails.benchmarks.system.Contestant;
import java.util.List;
import java.util.Map;

/**
 * Everything that was measured, in the order in which it was.
 *
 * @param settings by system
 */
public record Measurements(
        List<Contestant> contestants,
        List<Drain> drains,
        List<Latency> latencies,
        Map<String, Map<String, String>> settings) {

    /** Runs of one system. */
    List<Drain> of(String system, boolean held) {
        return drains.stream()
                .filter(drain -> drain.system().equals(system) && drain.held() == held)
                .toList();
    }
}
