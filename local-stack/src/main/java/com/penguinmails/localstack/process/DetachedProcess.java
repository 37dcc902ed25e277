package com.penguinmails.localstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Starts processes that go on when the command that started them has ended. */
public final class DetachedProcess {

    /** Switches meant for the caller's own JVM must not slip into the services. */
    private static final List<String> NOT_INHERITED = List.of("JDK_JAVA_OPTIONS", "CLASSPATH");

    private static final Duration BECOMES_THE_PROGRAM = Duration.ofSeconds(5);

    private DetachedProcess() {}

    /**
     * Starts {@code command} with its output appended to {@code log}.
     *
     * @param environment added to the caller's own environment
     * @throws IOException if the program cannot be started
     */
    public static ProcessRecord start(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        return start(name, command, inOwnSession(command), environment, log);
    }

    /** As {@link #start}, at the lowest priority. */
    public static ProcessRecord startInBackground(
            String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        return start(name, command, inOwnSession(atLowestPriority(command)), environment, log);
    }

    private static ProcessRecord start(
            String name, List<String> command, List<String> wrapped, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(wrapped);
        NOT_INHERITED.forEach(builder.environment()::remove);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ProcessHandle process = builder.start().toHandle();
        Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
        String program = Path.of(command.getFirst()).toRealPath().getFileName().toString();
        ProcessRecord record = new ProcessRecord(name, process.pid(), startedAt, program, false);
        // For its first milliseconds the process is still the JDK's helper, then setsid, and only then the program.
        Poll.until(
                BECOMES_THE_PROGRAM,
                () -> !ProcessRecord.isRunning(process) || record.running().isPresent());
        return record;
    }

    /** A session of its own keeps Ctrl-C and a closed terminal away from what shall go on running. */
    private static List<String> inOwnSession(List<String> command) {
        return after("setsid", List.of(), command);
    }

    private static List<String> atLowestPriority(List<String> command) {
        return after("nice", List.of("-n", "19"), command);
    }

    /** Puts a program before the command that ends by becoming it; machines without that program do without. */
    private static List<String> after(String program, List<String> options, List<String> command) {
        List<String> wrapped = new ArrayList<>();
        onPath(program).ifPresent(path -> {
            wrapped.add(path.toString());
            wrapped.addAll(options);
        });
        wrapped.addAll(command);
        return wrapped;
    }

    private static Optional<Path> onPath(String program) {
        Function<String, Path> inFolder = folder -> Path.of(folder, program);
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return List.of(path.split(File.pathSeparator)).stream()
                .filter(folder -> !folder.isBlank())
                .map(inFolder)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
