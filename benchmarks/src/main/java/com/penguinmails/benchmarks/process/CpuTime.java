package com.penguinmails.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Seconds of processor time, from Linux's own accounts; zero where there are none. */
public final class CpuTime {

    /** The kernel tells times to programs in hundredths of a second, whatever it counts in itself. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int CSTIME = 14;
    private static final int STIME = 12;

    private CpuTime() {}

    /** What {@code process}, its living children and its children that have ended took. */
    public static double secondsOf(ProcessHandle process) {
        List<ProcessHandle> children = process.children().toList();
        return ticks(process, CSTIME) / TICKS_PER_SECOND
                + children.stream().mapToDouble(child -> ticks(child, STIME)).sum() / TICKS_PER_SECOND;
    }

    private static double ticks(ProcessHandle process, int last) {
        try {
            return ticks(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")), last);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** The name in the second field may hold anything, so the fields are counted from behind it: utime, stime, cutime, cstime. */
    static double ticks(String stat, int last) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double sum = 0;
        for (int field = UTIME; field <= last; field++) {
            sum += Long.parseLong(fields[field]);
        }
        return sum;
    }
}
