package com.penguinmails.worker.consume;

import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.observability.health.HealthCheck;
import com.penguinmails.observability.health.HealthReport;
import org.springframework.stereotype.Component;

/** {@code /health/queue}: Redis answers and the heartbeats are fresh. */
@Component
class QueueHealth implements HealthCheck {

    private final QueueConnections redis;
    private final Consumers consumers;

    QueueHealth(QueueConnections redis, Consumers consumers) {
        this.redis = redis;
        this.consumers = consumers;
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public HealthReport check() {
        redis.ping();
        return consumers.areFresh() ? HealthReport.healthy() : HealthReport.unhealthy("the last heartbeat is too old");
    }
}
