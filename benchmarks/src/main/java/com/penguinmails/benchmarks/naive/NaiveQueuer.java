package com.penguinmails.benchmarks.naive;

import com.penguinmails.benchmarks.process.Pause;
import com.penguinmails.benchmarks.redis.RedisLink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/** Selects without a lock, pushes, then updates, job by job. */
final class NaiveQueuer {

    private static final String SELECT = """
            select id, payload, priority from jobs where status = 'queued' and run_at <= now()
             order by priority, created_at limit ?""";

    private static final String UPDATE = "update jobs set status = 'migrated_to_redis' where id = ?";
    private static final int IDLE_MILLIS = 10;

    private final Connection connection;
    private final RedisLink redis;
    private final JsonMapper json;
    private final int most;

    NaiveQueuer(Connection connection, RedisLink redis, JsonMapper json, int most) {
        this.connection = connection;
        this.redis = redis;
        this.json = json;
        this.most = most;
    }

    private record Selected(UUID id, String payload, int priority) {}

    void run(AtomicBoolean stopped) throws SQLException, InterruptedException {
        while (!stopped.get()) {
            List<Selected> jobs = select();
            if (jobs.isEmpty()) {
                Pause.millis(IDLE_MILLIS);
            }
            for (Selected job : jobs) {
                redis.push(
                        list(job.priority()),
                        json.writeValueAsString(
                                new NaiveEntry(job.id(), "email-sending", job.priority(), job.payload())));
                try (var statement = connection.prepareStatement(UPDATE)) {
                    statement.setObject(1, job.id());
                    statement.executeUpdate();
                }
            }
        }
    }

    private List<Selected> select() throws SQLException {
        List<Selected> jobs = new ArrayList<>();
        try (var statement = connection.prepareStatement(SELECT)) {
            statement.setInt(1, most);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    jobs.add(new Selected(rows.getObject(1, UUID.class), rows.getString(2), rows.getInt(3)));
                }
            }
        }
        return jobs;
    }

    private static String list(int priority) {
        if (priority <= 50) {
            return NaiveEntry.HIGH;
        }
        return priority <= 150 ? NaiveEntry.NORMAL : NaiveEntry.LOW;
    }
}
