package com.penguinmails.jobs.redis;

import io.lettuce.core.api.sync.RedisCommands;

/** The random id that every Redis process gives itself when it starts. */
final class RunId {

    private static final String FIELD = "run_id:";

    private RunId() {}

    static String of(RedisCommands<String, String> redis) {
        return redis.info("server")
                .lines()
                .filter(line -> line.startsWith(FIELD))
                .map(line -> line.substring(FIELD.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this Redis does not tell its run_id"));
    }
}
