package com.penguinmails.jobs.redis;

import com.penguinmails.observability.health.HealthCheck;
import com.penguinmails.observability.health.HealthReport;

/** {@code /health/queue}: whether Redis answers. PostgreSQL has a path of its own. */
record QueueHealth(QueueConnections redis) implements HealthCheck {

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
