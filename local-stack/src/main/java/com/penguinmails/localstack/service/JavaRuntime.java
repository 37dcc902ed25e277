package com.penguinmails.localstack.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM that runs this code, and the switches it runs others with: small and quick to start rather than fast in the long run. */
public record JavaRuntime(Path home) {

    private static final int FIRST_HEAP_MEGABYTES = 40;

    public static JavaRuntime current() {
        return new JavaRuntime(Path.of(System.getProperty("java.home")));
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
        // A service without memory must be seen dead, not be half alive.
        command.add("-XX:+ExitOnOutOfMemoryError");
        // Libraries that load native code, and those that still reach for Unsafe, would warn into every log.
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(more);
        return command;
    }
}
