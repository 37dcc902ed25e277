package com.penguinmails.jobs.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes the Redis client that suits the queue. */
final class QueueRedis {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private QueueRedis() {}

    /**
     * A client whose commands fail at once while Redis is away, instead of waiting in memory and running at an unknown later time.
     *
     * @param url {@code redis://[user:password@]host:port[/database]} or {@code rediss://…}
     */
    static RedisClient client(String url) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(TIMEOUT);
        ClientResources resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        RedisClient client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TIMEOUT)
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build())
                .build());
        return client;
    }

    /** Ends the client and the threads made for it, at once. */
    static void close(RedisClient client) {
        ClientResources resources = client.getResources();
        client.shutdown(Duration.ZERO, TIMEOUT);
        var _ = resources.shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
