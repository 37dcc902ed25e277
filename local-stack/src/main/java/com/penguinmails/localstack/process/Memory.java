package com.penguinmails.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory processes take, where the system tells (Linux). */
public final class Memory {

    private Memory() {}

    /**
     * Memory of a process in kilobytes; 0 where the system does not tell. What several processes share is counted once, a part of it
     * for each, so that sums over processes are true.
     */
    public static long kilobytes(ProcessHandle process) {
        return ofOne(process.pid());
    }

    /** As {@link #kilobytes}, with all its children. */
    public static long kilobytesWithChildren(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Memory::kilobytes)
                .sum();
    }

    private static long ofOne(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException notLinuxOrGone) {
            return 0;
        }
    }
}
