package com.penguinmails.observability.health;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Sends PING to Redis. */
record QueueCheck(RedisConnectionFactory redis) implements HealthCheck {

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public HealthReport check() {
        try (var connection = redis.getConnection()) {
            return "PONG".equalsIgnoreCase(connection.ping())
                    ? HealthReport.healthy()
                    : HealthReport.unhealthy("Redis gave an unexpected answer");
        }
    }
}
