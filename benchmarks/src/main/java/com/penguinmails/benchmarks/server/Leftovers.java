package com.penguinmails.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Servers that outlived a run which was killed: they would go on working on files that are about to be deleted. */
public final class Leftovers {

    private static final long PATIENCE_SECONDS = 30;

    private Leftovers() {}

    /** Ends those that were started in {@code folder}. A number that now belongs to another program is left alone. */
    public static void stop(Path folder) throws IOException, InterruptedException {
        end(folder.resolve("postgres/data/postmaster.pid"), folder);
        end(folder.resolve("redis/redis.pid"), folder);
    }

    private static void end(Path pidFile, Path folder) throws IOException, InterruptedException {
        Optional<ProcessHandle> server = started(pidFile)
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains(folder.toString()))
                        .orElse(false));
        if (server.isEmpty()) {
            return;
        }
        server.get().destroy();
        try {
            server.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            server.get().destroyForcibly();
        }
    }

    private static Optional<ProcessHandle> started(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }
}
