package com.penguinmails.localstack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM that runs this code, and the switches it runs others with: small and quick to start rather than fast in the long run. */
public record JavaRuntime(Path home) {

    private static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";
    private static final int FIRST_HEAP_MEGABYTES = 40;
    /** Says in brackets which programs Linux gives pages of 2 MiB: {@code always}, those that ask ({@code madvise}), or {@code never}. */
    private static final Path BIG_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    public static JavaRuntime current() {
        return new JavaRuntime(Path.of(System.getProperty("java.home")));
    }

    /** Which JVM it is and how it lays objects out: classes kept for another one are of no use to it. */
    String identity() {
        return String.join(" ", home.toString(), System.getProperty("java.vm.version"), COMPACT_HEADERS);
    }

    /** {@code java} with the switches of a small machine, to be followed by a main class or {@code -jar}. */
    public List<String> command(int heapMegabytes, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        // A JVM that may take much at once does: on a big machine it would start with all of its heap.
        command.add("-Xms" + Math.min(FIRST_HEAP_MEGABYTES, heapMegabytes) + "m");
        command.add("-XX:+UseSerialGC");
        // The second compiler would take the cores that the other nine services need to start.
        command.add("-XX:TieredStopAtLevel=1");
        // The first one is cheap and need not wait for 200 calls of a method: what is called once a second would be
        // interpreted for minutes.
        command.add("-XX:CompileThresholdScaling=0.2");
        // A service loads this many classes anyway; on the way there it would collect its whole heap several times.
        command.add("-XX:MetaspaceSize=128m");
        // Ten JVMs share the caches of two cores: smaller objects (JEP 519), and fewer pages to look up.
        command.add(COMPACT_HEADERS);
        if (givesBigPages()) {
            command.add("-XX:+UseTransparentHugePages");
        }
        // A service without memory must be seen dead, not be half alive.
        command.add("-XX:+ExitOnOutOfMemoryError");
        // Libraries that load native code, and those that still reach for Unsafe, would warn into every log.
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(more);
        return command;
    }

    /** A JVM that asks for them elsewhere warns into its log, or does not know the switch at all. */
    private static boolean givesBigPages() {
        try {
            return Files.exists(BIG_PAGES) && !Files.readString(BIG_PAGES).contains("[never]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
