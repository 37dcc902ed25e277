package com.penguinmails.user.session.redis;

import com.penguinmails.tokens.EndedSessions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sorted set that {@link EndedSessions} describes. Connects at the first use, so the service starts while Redis is away. */
public final class EndedSessionsBoard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EndedSessionsBoard.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private boolean away;

    /** @param url {@code redis://[user:password@]host:port[/database]} or {@code rediss://…} */
    public EndedSessionsBoard(String url) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(TIMEOUT);
        client = RedisClient.create(
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .build(),
                uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .build());
    }

    /**
     * Writes what ended and forgets what no longer matters. Never throws: the same is written again soon.
     *
     * @param untilBySession when the last access token of each has ended
     */
    public synchronized void write(Map<UUID, Instant> untilBySession, Instant now) {
        try {
            var redis = connection().sync();
            redis.zremrangebyscore(
                    EndedSessions.REDIS_KEY, Range.create(Double.NEGATIVE_INFINITY, (double) now.getEpochSecond()));
            if (!untilBySession.isEmpty()) {
                @SuppressWarnings("unchecked")
                ScoredValue<String>[] values = untilBySession.entrySet().stream()
                        .map(entry -> ScoredValue.just(
                                (double) entry.getValue().getEpochSecond(),
                                entry.getKey().toString()))
                        .toArray(ScoredValue[]::new);
                redis.zadd(EndedSessions.REDIS_KEY, values);
            }
            away = false;
        } catch (RedisException failure) {
            if (!away) {
                log.warn(
                        "Ended sign-ins cannot be told to the gateway; their access tokens go on until they end",
                        failure);
            }
            away = true;
        }
    }

    private StatefulRedisConnection<String, String> connection() {
        var known = connection;
        if (known == null) {
            known = client.connect();
            connection = known;
        }
        return known;
    }

    @Override
    public void close() {
        ClientResources resources = client.getResources();
        client.shutdown(Duration.ZERO, TIMEOUT);
        var _ = resources.shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
