package com.penguinmails.jobs.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A Lua script of this package, called by its digest and sent in full only when Redis does not know it (any more). */
enum Script {
    PUSH,
    FETCH,
    REGISTER,
    BEAT,
    ACK,
    GIVE_BACK,
    REAP,
    CENSUS,
    READ_ACKS,
    TRIM_ACKS,
    OPEN_EPOCH,
    STOP,
    DEPTHS,
    DRAIN,
    FIND;

    private final String source;
    private final String digest;

    Script() {
        String file = name().toLowerCase(java.util.Locale.ROOT) + ".lua";
        try (var stream = Script.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("missing script " + file);
            }
            source = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    long number(RedisCommands<String, String> redis, List<String> keys, List<String> arguments) {
        return (Long) run(redis, ScriptOutputType.INTEGER, keys, arguments);
    }

    String text(RedisCommands<String, String> redis, List<String> keys, List<String> arguments) {
        return (String) run(redis, ScriptOutputType.VALUE, keys, arguments);
    }

    List<?> list(RedisCommands<String, String> redis, List<String> keys, List<String> arguments) {
        return (List<?>) run(redis, ScriptOutputType.MULTI, keys, arguments);
    }

    List<String> texts(RedisCommands<String, String> redis, List<String> keys, List<String> arguments) {
        return list(redis, keys, arguments).stream().map(String.class::cast).toList();
    }

    private Object run(
            RedisCommands<String, String> redis, ScriptOutputType type, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        try {
            return redis.evalsha(digest, type, keyArray, argumentArray);
        } catch (RedisNoScriptException firstTime) {
            return redis.eval(source, type, keyArray, argumentArray);
        }
    }
}
