package com.penguinmails.chaos.redis;

import com.penguinmails.chaos.process.ChildProcess;
import com.penguinmails.chaos.process.Children;
import com.penguinmails.chaos.process.Ports;
import com.penguinmails.chaos.process.Workplace;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** The server. Its process is a child of ours. */
public final class ChaosRedis {

    private static final String NAME = "redis";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Children children;
    private final Path home;
    private final Path binary;
    private final int port = Ports.free();
    private final RedisClient client;
    private @Nullable ChildProcess process;

    private ChaosRedis(Children children, Path home, Path binary) {
        this.children = children;
        this.home = home;
        this.binary = binary;
        var uri = RedisURI.create("redis://127.0.0.1:" + port);
        uri.setTimeout(Duration.ofSeconds(5));
        this.client = RedisClient.create(uri);
    }

    public static ChaosRedis start(Workplace workplace, Children children) {
        Path home = workplace.folder(NAME);
        try {
            Path binary = ExecutableProvider.newJarResourceProvider(
                            workplace.folder("redis-binary").toFile())
                    .get()
                    .toPath();
            var redis = new ChaosRedis(children, home, binary);
            redis.start();
            return redis;
        } catch (IOException failure) {
            throw new UncheckedIOException("no Redis for this machine", failure);
        }
    }

    public int port() {
        return port;
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Starts it with what its file holds and returns when it answers. */
    public synchronized void start() {
        process = children.start(
                NAME,
                List.of(
                        binary.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "everysec"),
                Map.of());
        Awaitility.await("Redis answers")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(this::answers);
    }

    /** SIGKILL: what it had not written out yet is gone. */
    public synchronized void kill() {
        var running = process;
        if (running != null) {
            running.kill();
        }
    }

    /** Deletes its file: as if it had never kept one. Only while it is dead. */
    public void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A copy of its file as it is now; a last half-written command is cut off when it is loaded. */
    public Path copyOfFile() {
        try {
            return Files.copy(file(), home.resolve("older.aof"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Puts an older copy in the place of its file. Only while it is dead. */
    public void goBackTo(Path copy) {
        try {
            Files.copy(copy, file(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** FLUSHALL. */
    public void flush() {
        withConnection(RedisCommands::flushall);
    }

    /** Entries in the three lists of a queue. */
    public long depth(String queue) {
        return withConnection(redis ->
                List.of("queue:{" + queue + "}:high", "queue:{" + queue + "}", "queue:{" + queue + "}:low").stream()
                        .mapToLong(redis::llen)
                        .sum());
    }

    /** {@code used_memory} in bytes. */
    public long memory() {
        return withConnection(redis -> redis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .sum());
    }

    /** A connection of its own for each use: the server may have died since the last one. */
    private <T> T withConnection(java.util.function.Function<RedisCommands<String, String>, T> use) {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return use.apply(connection.sync());
        }
    }

    private Path file() {
        return home.resolve("appendonly.aof");
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }
}
