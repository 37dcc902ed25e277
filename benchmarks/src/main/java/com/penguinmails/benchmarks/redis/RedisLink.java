package com.penguinmails.benchmarks.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;

/** One connection to Redis, for one thread. */
public final class RedisLink implements AutoCloseable {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    private RedisLink(RedisClient client) {
        this.client = client;
        this.connection = client.connect();
    }

    public static RedisLink to(String url) {
        return new RedisLink(RedisClient.create(url));
    }

    /** Forgets everything; the append-only file is written anew. */
    public void empty() {
        connection.sync().flushall();
    }

    /** For example {@code 7.0.15}. */
    public String version() {
        return connection
                .sync()
                .info("server")
                .lines()
                .filter(line -> line.startsWith("redis_version:"))
                .map(line -> line.substring("redis_version:".length()).strip())
                .findFirst()
                .orElse("unknown");
    }

    public void push(String list, String entry) {
        connection.sync().lpush(list, entry);
    }

    /** Takes the oldest entry of the first list that has one; waits a second, then answers the empty text. */
    public String pop(String... lists) {
        var popped = connection.sync().brpop(1, lists);
        return popped == null ? "" : popped.getValue();
    }

    public void set(String hash, Map<String, String> fields) {
        connection.sync().hset(hash, fields);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
