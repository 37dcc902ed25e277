package com.penguinmails.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A command that is run to its end. */
public final class Command {

    private Command() {}

    /** What it prints, or null when it is missing, fails or takes too long. */
    public static @Nullable String output(Duration patience, String... command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            return null;
        }
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            String text = output.lines().findFirst().orElse("").strip();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                return null;
            }
            return text;
        } catch (IOException broken) {
            return null;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Null when it succeeds, else its last words in one line. */
    public static @Nullable String failure(Path folder, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        Path log = folder.resolve(command.getFirst() + ".log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            return "there is no " + command.getFirst() + " on the PATH";
        }
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return "it was not done after " + patience.toSeconds() + " s";
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() == 0) {
            return null;
        }
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("error"))
                .findFirst()
                .orElse("it ended with " + process.exitValue());
    }
}
