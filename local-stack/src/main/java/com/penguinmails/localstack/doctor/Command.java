package com.penguinmails.localstack.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of the system, run for its answer. */
record Command(int status, String output) {

    private static final int PATIENCE_SECONDS = 20;

    /** Runs it; empty when there is no such program or it does not answer. */
    static Optional<Command> run(String... words) throws InterruptedException {
        try {
            Path answer = Files.createTempFile("doctor", ".txt");
            try {
                Process process = new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(answer.toFile())
                        .start();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                String output = new String(Files.readAllBytes(answer), StandardCharsets.UTF_8);
                return Optional.of(new Command(process.exitValue(), output));
            } finally {
                Files.delete(answer);
            }
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
    }

    /** The first two numbers that {@code before} precedes, as {@code major * 1000 + minor}. */
    Optional<Integer> version(String before) {
        Matcher matcher = Pattern.compile(before + "([0-9]+)\\.([0-9]+)").matcher(output);
        return matcher.find()
                ? Optional.of(Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2)))
                : Optional.empty();
    }

    String firstLine() {
        return output.lines().findFirst().orElse("").replaceAll("\u001B\\[[0-9;]*m", "");
    }
}
