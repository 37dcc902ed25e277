package com.penguinmails.jobs.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.function.Consumer;

/** Listens for "there is work in queue X". Lossy on purpose: whoever listens also polls. */
public final class WakeUps implements AutoCloseable {

    /** Producers to queuers, after commit: new rows in PostgreSQL. */
    public static final String ENQUEUED_CHANNEL = "queue:wake";

    /** Stands for all queues, in place of one's name: something changed that is not about a single queue. */
    public static final String EVERY_QUEUE = "*";

    /** Queuers to workers: new entries in Redis. */
    public static final String PUSHED_CHANNEL = "queue:pushed";

    /** Workers and reapers to queuers: new results in Redis. */
    public static final String ACKED_CHANNEL = "queue:acked";

    private final StatefulRedisPubSubConnection<String, String> connection;

    private WakeUps(StatefulRedisPubSubConnection<String, String> connection) {
        this.connection = connection;
    }

    static WakeUps listen(RedisClient client, String channel, Consumer<String> listener) {
        var connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String queue) {
                listener.accept(queue);
            }
        });
        connection.sync().subscribe(channel);
        return new WakeUps(connection);
    }

    /** Stops listening. */
    @Override
    public void close() {
        connection.close();
    }
}
