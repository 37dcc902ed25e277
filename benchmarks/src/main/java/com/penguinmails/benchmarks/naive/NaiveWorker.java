package com.penguinmails.benchmarks.naive;

import com.penguinmails.benchmarks.program.Handled;
import com.penguinmails.benchmarks.redis.RedisLink;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/** Pops, updates, does the job, updates; and tells Redis what it does, job by job. */
final class NaiveWorker {

    private static final String RUNNING =
            "update jobs set status = 'running', started_at = now(), updated_at = now() where id = ?";
    private static final String COMPLETED =
            "update jobs set status = 'completed', completed_at = now(), updated_at = now() where id = ?";

    private final Connection connection;
    private final RedisLink redis;
    private final JsonMapper json;
    private final Handled handled;
    private final Clock clock;

    NaiveWorker(Connection connection, RedisLink redis, JsonMapper json, Handled handled, Clock clock) {
        this.connection = connection;
        this.redis = redis;
        this.json = json;
        this.handled = handled;
        this.clock = clock;
    }

    void run(AtomicBoolean stopped) throws SQLException {
        while (!stopped.get()) {
            String popped = redis.pop(NaiveEntry.HIGH, NaiveEntry.NORMAL, NaiveEntry.LOW);
            if (!popped.isEmpty()) {
                work(json.readValue(popped, NaiveEntry.class));
            }
        }
    }

    private void work(NaiveEntry job) throws SQLException {
        update(RUNNING, job.id());
        redis.set(
                "job:" + job.id(),
                Map.of(
                        "status", "processing",
                        "worker_id", Thread.currentThread().getName(),
                        "started_at", clock.instant().toString()));
        handled.handle(job.payload());
        update(COMPLETED, job.id());
        redis.set(
                "job:" + job.id(),
                Map.of("status", "completed", "completed_at", clock.instant().toString()));
    }

    private void update(String sql, UUID id) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }
}
