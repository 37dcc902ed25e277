package com.penguinmails.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine itself, without saying whose it is. */
public record Host(String cpu, int cores, long memoryGigabytes, String system, String java) {

    private static final long KILOBYTES_PER_GIGABYTE = 1024 * 1024;

    public static Host describe() throws IOException {
        return new Host(
                field(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory(field(Path.of("/proc/meminfo"), "MemTotal")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString());
    }

    private static String field(Path file, String name) throws IOException {
        if (!Files.isReadable(file)) {
            return "unknown";
        }
        return field(Files.readString(file), name);
    }

    static String field(String file, String name) {
        return file.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** From {@code 24689012 kB}. */
    static long memory(String text) {
        return text.endsWith(" kB")
                ? Math.round(Double.parseDouble(text.substring(0, text.length() - 3)) / KILOBYTES_PER_GIGABYTE)
                : 0;
    }
}
