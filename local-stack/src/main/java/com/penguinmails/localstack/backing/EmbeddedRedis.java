package com.penguinmails.localstack.backing;

import com.penguinmails.localstack.process.OwnProcesses;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** Redis with an append-only file, written out every second. */
final class EmbeddedRedis implements AutoCloseable {

    /** Name of its process record and of its log. */
    static final String NAME = "redis";

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final RedisServer redis;

    private EmbeddedRedis(RedisServer redis) {
        this.redis = redis;
    }

    /** Starts the server on the data in the state folder. One that an earlier, killed launcher left behind is stopped first. */
    static EmbeddedRedis start(StateFolder state, int port) throws IOException, InterruptedException {
        stopLeftover(state);
        Path home = Files.createDirectories(state.redis());
        Path binary = Files.createDirectories(home.resolve("bin"));
        Path pidFile = home.resolve("redis.pid");
        Files.deleteIfExists(pidFile);
        state.log(NAME).rotate();
        RedisServer redis = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(binary.toFile()))
                .port(port)
                .bind("127.0.0.1")
                .setting("daemonize no")
                .setting("dir \"" + home + "\"")
                .setting("pidfile \"" + pidFile + "\"")
                .setting("appendonly yes")
                .setting("appendfsync everysec")
                // The append-only file is the only copy that matters; snapshots would fork for nothing.
                .setting("save \"\"")
                .setting("maxmemory-policy noeviction")
                .soutListener(line -> append(state, line))
                .serrListener(line -> append(state, line))
                .build();
        redis.start();
        ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                .ifPresent(process -> state.processes().save(ProcessRecord.of(NAME, process)));
        return new EmbeddedRedis(redis);
    }

    /** Stops the server that was left behind, if there is one. */
    static void stopLeftover(StateFolder state) throws InterruptedException {
        new OwnProcesses(state.processes()).stop(NAME, SHUTDOWN);
    }

    private static synchronized void append(StateFolder state, String line) {
        try {
            Files.writeString(
                    state.log(NAME).path(),
                    line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException fullDisk) {
            System.err.println("redis: " + line);
        }
    }

    @Override
    public void close() throws IOException {
        redis.stop();
    }
}
