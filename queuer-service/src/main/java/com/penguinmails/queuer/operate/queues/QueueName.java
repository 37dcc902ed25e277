package com.penguinmails.queuer.operate.queues;

import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.kernel.Refusal;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Knows which queues there are, so that a slip of the pen pauses nothing but is told. */
@Component
public class QueueName {

    private static final Logger log = LoggerFactory.getLogger(QueueName.class);
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final JdbcClient jdbc;
    private final QueueConnections redis;

    QueueName(JdbcClient jdbc, QueueConnections redis) {
        this.jdbc = jdbc;
        this.redis = redis;
    }

    /** Refuses a name that no job was ever added under, as far as it can be told. */
    @Transactional
    public String known(String name) {
        if (!FORM.matcher(name).matches() || !(isInPostgres(name) || isInRedis(name))) {
            throw Refusal.notFound("queue");
        }
        return name;
    }

    private boolean isInPostgres(String name) {
        return jdbc.sql("""
                        select coalesce((select true from queue_settings where queue = :queue),
                                        (select true from job_ready where queue = :queue limit 1),
                                        false)
                        """).param("queue", name).query(Boolean.class).single();
    }

    private boolean isInRedis(String name) {
        try {
            return redis.queues().contains(name);
        } catch (RuntimeException away) {
            // While Redis is away operators are busy: a slip of the pen is the lesser evil.
            log.warn("cannot tell whether there is a queue {}, since Redis does not answer", name);
            return true;
        }
    }
}
