package com.penguinmails.jobs.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The way to the queues in Redis for queuer and worker. Connects at the first use and again by itself, so a process starts, and goes on,
 * while Redis is away; every use in that time throws.
 */
public final class QueueConnections {

    private final RedisClient client;
    private final AtomicInteger connected = new AtomicInteger();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    QueueConnections(RedisClient client) {
        this.client = client;
        client.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> opened, SocketAddress address) {
                connected.incrementAndGet();
            }
        });
    }

    /** Connects to {@code url}: {@code redis://[user:password@]host:port[/database]} or {@code rediss://…}. */
    public static QueueConnections to(String url) {
        return new QueueConnections(QueueRedis.client(url));
    }

    public DispatchSide dispatch(String queue) {
        return new DispatchSide(this, queue);
    }

    public WorkSide work(String queue, Consumer consumer) {
        return new WorkSide(this, queue, consumer);
    }

    public OperatorSide operator(String queue) {
        return new OperatorSide(this, queue);
    }

    /** Names of all queues that a queuer has opened. */
    public Set<String> queues() {
        return commands().smembers(QueueKeys.NAMES);
    }

    /** Throws when Redis does not answer. */
    public void ping() {
        commands().ping();
    }

    /**
     * Listens for "there is something in queue X" on one of the channels of {@link WakeUps}.
     *
     * @param listener told the name of the queue, on a thread of the Redis client; must not block
     */
    public WakeUps listen(String channel, java.util.function.Consumer<String> listener) {
        return WakeUps.listen(client, channel, listener);
    }

    /** Ends all connections at once. */
    public void close() {
        QueueRedis.close(client);
    }

    /**
     * Changes whenever a connection is made, so also when it is made again by itself: another Redis may answer from then on, or one that
     * came back with what it held once. Whoever sees the same number before a command and after its answer knows that it went to the same.
     */
    int connection() {
        return connected.get();
    }

    RedisCommands<String, String> commands() {
        var known = connection;
        return known == null ? connect() : known.sync();
    }

    private synchronized RedisCommands<String, String> connect() {
        var current = connection;
        if (current == null) {
            current = client.connect();
            connection = current;
        }
        return current.sync();
    }
}
