package com.penguinmails.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** The embedded Redis of this JVM, without persistence. {@link #startAnother} is for tests that break theirs. */
public final class TestRedis implements AutoCloseable {

    private final RedisServer server;
    private final int port;

    private TestRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Address of the one that tests share; they keep apart by key. */
    public static String sharedUrl() {
        return Shared.INSTANCE.url;
    }

    public static TestRedis startAnother() {
        try {
            int port = freePort();
            var server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopQuietly(server)));
            return new TestRedis(server, port);
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded Redis did not start", failure);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops it and starts an empty one on the same port: what a Redis without persistence does when it crashes. */
    public void restartEmpty() throws IOException {
        server.stop();
        server.start();
    }

    @Override
    public void close() {
        stopQuietly(server);
    }

    private static void stopQuietly(RedisServer server) {
        try {
            server.stop();
        } catch (IOException alreadyGone) {
            // A test that ends needs no more of it.
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private enum Shared {
        INSTANCE;

        private final String url =
                Containers.wanted() ? Containers.redisUrl() : startAnother().url();
    }
}
