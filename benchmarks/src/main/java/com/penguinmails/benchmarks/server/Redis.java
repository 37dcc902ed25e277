package com.penguinmails.benchmarks.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** The one Redis server of a run, with an append-only file written out every second. */
public final class Redis implements AutoCloseable {

    private final RedisServer server;
    private final int port;
    private final ProcessHandle process;

    private Redis(RedisServer server, int port, ProcessHandle process) {
        this.server = server;
        this.port = port;
        this.process = process;
    }

    public static Redis start(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path binary = Files.createDirectories(folder.resolve("bin"));
        Path pid = folder.resolve("redis.pid");
        Path log = folder.resolve("redis.log");
        int port = freePort();
        RedisServer server = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(binary.toFile()))
                .port(port)
                .bind("127.0.0.1")
                .setting("daemonize no")
                .setting("dir \"" + folder + "\"")
                .setting("pidfile \"" + pid + "\"")
                .setting("appendonly yes")
                .setting("appendfsync everysec")
                .setting("save \"\"")
                .setting("maxmemory-policy noeviction")
                .soutListener(line -> append(log, line))
                .serrListener(line -> append(log, line))
                .build();
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopQuietly(server)));
        long id = Long.parseLong(Files.readString(pid).strip());
        return new Redis(server, port, ProcessHandle.of(id).orElseThrow());
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public ProcessHandle process() {
        return process;
    }

    private static synchronized void append(Path log, String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException fullDisk) {
            System.err.println("redis: " + line);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void stopQuietly(RedisServer server) {
        try {
            server.stop();
        } catch (IOException alreadyGone) {
            // It was asked to end, and it has.
        }
    }

    @Override
    public void close() {
        stopQuietly(server);
    }
}
