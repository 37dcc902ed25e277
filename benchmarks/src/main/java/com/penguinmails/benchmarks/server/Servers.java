package com.penguinmails.benchmarks.server;

import com.penguinmails.benchmarks.redis.RedisLink;
import java.io.IOException;
import java.nio.file.Path;

/** Both servers of a run. */
public record Servers(Postgres postgres, Redis redis) implements AutoCloseable {

    public static Servers start(Path folder) throws IOException {
        Postgres postgres = Postgres.start(folder.resolve("postgres"));
        try {
            return new Servers(postgres, Redis.start(folder.resolve("redis")));
        } catch (IOException | RuntimeException failure) {
            postgres.close();
            throw failure;
        }
    }

    public RedisLink redisLink() {
        return RedisLink.to(redis.url());
    }

    @Override
    public void close() throws IOException {
        redis.close();
        postgres.close();
    }
}
