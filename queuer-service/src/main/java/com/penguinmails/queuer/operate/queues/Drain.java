package com.penguinmails.queuer.operate.queues;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes everything that waits in the lists of Redis back to PostgreSQL, where it can be held, moved and cancelled at once. */
@Component
class Drain {

    private final JdbcClient jdbc;
    private final QueueName names;
    private final QueueConnections redis;
    private final ActBook book;

    Drain(JdbcClient jdbc, QueueName names, QueueConnections redis, ActBook book) {
        this.jdbc = jdbc;
        this.names = names;
        this.redis = redis;
        this.book = book;
    }

    /**
     * What was drained.
     *
     * @param returned entries that left the lists; the write-back makes their jobs ready again within a second
     * @param depth what is in the lists after it
     */
    record Drained(String queue, int returned, Map<Band, Long> depth) {}

    /** Refuses a queue that is not paused: what is taken back would be lent out again in the same moment. */
    @Transactional
    public Drained drain(UUID operator, String queue, String reason) {
        names.known(queue);
        boolean paused = jdbc.sql(
                        "select true from queue_settings where queue = :queue and paused_at is not null for share")
                .param("queue", queue)
                .query(Boolean.class)
                .optional()
                .isPresent();
        if (!paused) {
            throw Refusal.conflict(
                    "queue-not-paused",
                    "Pause the queue first: what is taken back from Redis would be lent out again at once.");
        }
        try {
            Map<Band, Long> before = redis.dispatch(queue).depths();
            int returned = redis.operator(queue).drain();
            Map<Band, Long> after = redis.dispatch(queue).depths();
            book.write(new Act(
                    ActKind.DRAIN_QUEUE,
                    operator,
                    Target.queue(queue),
                    reason,
                    Map.of("redisDepth", before),
                    Map.of("redisDepth", after, "returned", returned)));
            return new Drained(queue, returned, after);
        } catch (org.springframework.dao.DataAccessException database) {
            throw database;
        } catch (RuntimeException away) {
            throw Refusal.unavailable(
                            "redis-unavailable",
                            "Redis does not answer, so there is nothing to drain; try again shortly.")
                    .because(away.toString());
        }
    }
}
