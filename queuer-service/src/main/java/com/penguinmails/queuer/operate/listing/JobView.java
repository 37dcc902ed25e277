package com.penguinmails.queuer.operate.listing;

import com.penguinmails.jobs.redis.Band;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job without what is in it.
 *
 * @param status queued, migrated_to_redis, running, completed, failed, cancelled or uncertain
 * @param held queued, but its group is paused
 * @param cancelAskedAt lent out, and to end as cancelled when it comes back
 * @param runAt not before then
 * @param attempt how many tries were spent, the one that runs included
 * @param crashes how often a worker died while it ran
 * @param lastError addresses of people are hidden from readers who may not see them
 */
public record JobView(
        UUID id,
        UUID tenantId,
        String queue,
        String kind,
        String handler,
        int priority,
        Band band,
        String status,
        boolean held,
        @Nullable Instant cancelAskedAt,
        @Nullable UUID groupId,
        @Nullable String uniqueKey,
        Instant createdAt,
        Instant runAt,
        @Nullable Instant deadline,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempt,
        int maxAttempts,
        int crashes,
        int timeoutSeconds,
        @Nullable String workerId,
        @Nullable String lastError) {

    static final String COLUMNS = """
            s.id, s.tenant_id, s.queue, s.kind, s.handler, s.priority, s.band, s.status, s.held, s.group_id, s.unique_key, s.created_at, s.run_at,
            s.deadline, s.started_at, s.finished_at, s.attempt, s.max_attempts, s.crashes, s.timeout_seconds, s.worker_id, s.last_error,
            (select l.cancel_asked_at from job_leased l where l.tenant_id = s.tenant_id and l.id = s.id) as cancel_asked_at
            """;

    static JobView of(ResultSet row, boolean mayRead) throws SQLException {
        return new JobView(
                row.getObject("id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                String.valueOf(row.getString("queue")),
                String.valueOf(row.getString("kind")),
                String.valueOf(row.getString("handler")),
                row.getInt("priority"),
                Band.values()[row.getInt("band")],
                String.valueOf(row.getString("status")),
                row.getBoolean("held"),
                instant(row, "cancel_asked_at"),
                row.getObject("group_id", UUID.class),
                Redaction.redact(row.getString("unique_key"), mayRead),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("run_at", OffsetDateTime.class).toInstant(),
                instant(row, "deadline"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getInt("attempt"),
                row.getInt("max_attempts"),
                row.getInt("crashes"),
                row.getInt("timeout_seconds"),
                row.getString("worker_id"),
                Redaction.redact(row.getString("last_error"), mayRead));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Whether it will not run any more unless an operator wants it. */
    public boolean isFinished() {
        return switch (status) {
            case "completed", "failed", "cancelled", "uncertain" -> true;
            default -> false;
        };
    }
}
