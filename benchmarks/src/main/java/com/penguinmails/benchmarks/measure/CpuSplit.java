package com.penguinmails.benchmarks.measure;

import com.penguinmails.benchmarks.process.CpuTime;
import java.util.Map;
import java.util.TreeMap;

/** Who took the processor. */
final class CpuSplit {

    private final Map<String, ProcessHandle> processes;
    private final Map<String, Double> before;

    private CpuSplit(Map<String, ProcessHandle> processes, Map<String, Double> before) {
        this.processes = processes;
        this.before = before;
    }

    static CpuSplit begin(Map<String, ProcessHandle> processes) {
        return new CpuSplit(processes, now(processes));
    }

    /** Seconds by process since the beginning. */
    Map<String, Double> end() {
        Map<String, Double> seconds = new TreeMap<>();
        now(processes).forEach((name, total) -> seconds.put(name, total - before.getOrDefault(name, 0.0)));
        return seconds;
    }

    private static Map<String, Double> now(Map<String, ProcessHandle> processes) {
        Map<String, Double> seconds = new TreeMap<>();
        processes.forEach((name, process) -> seconds.put(name, CpuTime.secondsOf(process)));
        return seconds;
    }
}
