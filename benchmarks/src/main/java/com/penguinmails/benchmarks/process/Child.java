package com.penguinmails.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process started by this one. It ends with this one at the latest. */
public final class Child implements AutoCloseable {

    /** The same for every system in Java: the collector that suits few cores, and both compilers, which all are faster with. */
    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private static final int TAIL = 30;
    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** What starts {@code main} in a JVM of its own, as every system in Java is started. */
    public static List<String> javaCommand(String classPath, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts {@code main} in a JVM of its own. */
    public static Child java(String name, String classPath, String main, Map<String, String> environment, Path log)
            throws IOException {
        return start(name, javaCommand(classPath, main), environment, log, false);
    }

    /** The same, for a program that is spoken to over its standard input and output. */
    public static Child spokenTo(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        return start(name, command, environment, log, true);
    }

    private static Child start(
            String name, List<String> command, Map<String, String> environment, Path log, boolean spokenTo)
            throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        builder.redirectError(output);
        if (!spokenTo) {
            builder.redirectOutput(output);
        }
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Child(name, process, log);
    }

    public Process process() {
        return process;
    }

    /** Throws, with the end of its log, if it is no longer there. */
    public void checkAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(name + " ended with " + process.exitValue() + ":\n" + tail());
        }
    }

    /** The last lines of its log. */
    public String tail() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        // A log may hold bytes of any program.
        List<String> lines =
                Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /** Waits until the answer of {@code isReady} is yes. */
    public void awaitReady(Readiness isReady, long seconds) throws IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!isReady.test()) {
            checkAlive();
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException(name + " was not ready after " + seconds + " s:\n" + tail());
            }
            Pause.millis(50);
        }
    }

    /** Asks it to end, and makes it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A question that may be asked again and again. */
    @FunctionalInterface
    public interface Readiness {
        boolean test() throws InterruptedException;
    }
}
