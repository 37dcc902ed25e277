package com.penguinmails.benchmarks.program;

import com.penguinmails.benchmarks.process.Child;
import com.penguinmails.benchmarks.process.ClassPath;
import com.penguinmails.benchmarks.system.Surroundings;
import com.penguinmails.benchmarks.system.SystemUnderTest;
import com.penguinmails.benchmarks.system.Timings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A measured system that is one child process and does as it is told over standard input. */
public final class ProgramClient implements SystemUnderTest {

    private static final int PATIENCE_SECONDS = 300;

    private final String name;
    private final List<String> command;
    private final Surroundings surroundings;
    private final ExecutorService reading = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Child child;
    private @Nullable BufferedReader answers;
    private @Nullable BufferedWriter commands;

    private ProgramClient(String name, List<String> command, Surroundings surroundings) {
        this.name = name;
        this.command = command;
        this.surroundings = surroundings;
    }

    /** One of the programs that {@link ProgramMain} knows, in a JVM of its own. */
    public static ProgramClient java(String name, Surroundings surroundings) {
        List<String> command = Child.javaCommand(
                ClassPath.all(),
                ProgramMain.class.getName(),
                name,
                Connections.text(surroundings.database()),
                surroundings.redisUrl());
        return new ProgramClient(name, command, surroundings);
    }

    /** A script for Node that speaks as {@link ProgramMain} does. */
    public static ProgramClient node(String name, Path script, Surroundings surroundings) {
        List<String> command =
                List.of("node", script.toString(), surroundings.database().url(), surroundings.redisUrl());
        return new ProgramClient(name, command, surroundings);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        child = Child.spokenTo(name, command, Map.of(), surroundings.folder().resolve(name + ".log"));
        answers = child.process().inputReader(StandardCharsets.UTF_8);
        commands = child.process().outputWriter(StandardCharsets.UTF_8);
        String _ = tell("prepare");
    }

    @Override
    public void preload(int jobs) throws IOException, InterruptedException {
        String _ = tell("preload " + jobs);
    }

    @Override
    public double drain(int jobs) throws IOException, InterruptedException {
        return Double.parseDouble(tell("drain " + jobs).strip());
    }

    @Override
    public void verify(int jobs) throws IOException, InterruptedException {
        String _ = tell("verify " + jobs);
    }

    @Override
    public Timings latencies(int perSecond, int seconds) throws IOException, InterruptedException {
        String[] both = tell("latencies " + perSecond + " " + seconds).strip().split(" ", -1);
        return new Timings(list(both[0]), list(both[1]));
    }

    private static List<Long> list(String micros) {
        return Arrays.stream(micros.split(",", -1)).map(Long::valueOf).toList();
    }

    private String tell(String line) throws IOException, InterruptedException {
        if (child == null || commands == null || answers == null) {
            throw new IllegalStateException("not prepared");
        }
        commands.write(line);
        commands.newLine();
        commands.flush();
        BufferedReader from = answers;
        var answering = reading.submit(from::readLine);
        String answer;
        try {
            answer = answering.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException failure) {
            throw new IOException(name + " did not answer to \"" + line + "\":\n" + child.tail(), failure);
        }
        if (answer == null) {
            child.process().waitFor();
            child.checkAlive();
        }
        if (answer == null || !answer.startsWith("ok")) {
            throw new IllegalStateException(name + ", told to " + line + ": " + answer + "\n" + child.tail());
        }
        return answer.substring("ok".length());
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return child == null ? Map.of() : Map.of("client", child.process().toHandle());
    }

    @Override
    public void close() throws IOException {
        if (commands != null) {
            try {
                commands.close();
            } catch (IOException alreadyGone) {
                // Then there is nobody left to be told.
            }
        }
        if (child != null) {
            child.close();
        }
        reading.close();
    }
}
