package com.penguinmails.queuer.overview;

import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.observability.health.HealthCheck;
import com.penguinmails.observability.health.HealthReport;
import org.springframework.stereotype.Component;

/** {@code /health/queue}: whether Redis answers. PostgreSQL has a path of its own. */
@Component
class QueueHealth implements HealthCheck {

    private final QueueConnections redis;

    QueueHealth(QueueConnections redis) {
        this.redis = redis;
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public HealthReport check() {
        redis.ping();
        return HealthReport.healthy();
    }
}
