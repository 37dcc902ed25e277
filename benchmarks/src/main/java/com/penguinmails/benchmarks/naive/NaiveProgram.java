package com.penguinmails.benchmarks.naive;

import com.penguinmails.benchmarks.program.Connections;
import com.penguinmails.benchmarks.program.Handled;
import com.penguinmails.benchmarks.program.Program;
import com.penguinmails.benchmarks.redis.RedisLink;
import com.penguinmails.benchmarks.system.NoOpJob;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/** One loop that moves jobs to Redis, and some that take them from there. */
public final class NaiveProgram implements Program {

    public static final Map<String, String> SETTINGS =
            Map.of("queuers", "1", "select", "100", "workers", "16", "updates per job", "3, each its own transaction");

    private static final int WORKERS = 16;
    private static final int SELECTED = 100;

    private static final String TABLE = """
            create table jobs (
              id uuid primary key, queue_name text not null, payload text not null, priority int not null, status text not null,
              run_at timestamptz not null, created_at timestamptz not null, started_at timestamptz, completed_at timestamptz,
              updated_at timestamptz
            )""";

    private static final String ADD = """
            insert into jobs (id, queue_name, payload, priority, status, run_at, created_at)
            values (?, 'email-sending', ?, 100, 'queued', now(), clock_timestamp())""";

    private final Connections connections;
    private final Clock clock;
    private final HikariDataSource pool;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Handled handled = new Handled();
    private int added;

    public NaiveProgram(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
        this.pool = connections.pool(WORKERS + 2);
    }

    @Override
    public void prepare() throws SQLException {
        connections.database().execute(TABLE);
        // Its query sorts what it did not select; an index is the least that anybody would add.
        connections.database().execute("create index jobs_queued on jobs (status, priority, created_at)");
    }

    @Override
    public void preload(int jobs) throws SQLException {
        added += jobs;
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(ADD)) {
                for (int n = 0; n < jobs; n++) {
                    statement.setObject(1, UUID.randomUUID());
                    statement.setString(2, NoOpJob.of(n).json());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
        }
    }

    @Override
    public double drain(int jobs) throws Exception {
        handled.reset();
        var stopped = new AtomicBoolean();
        long started = System.nanoTime();
        double seconds;
        try (var threads = Executors.newFixedThreadPool(WORKERS + 1)) {
            List<Future<?>> loops = new ArrayList<>();
            loops.add(threads.submit(() -> {
                try (RedisLink redis = RedisLink.to(connections.redisUrl());
                        Connection connection = pool.getConnection()) {
                    new NaiveQueuer(connection, redis, json, SELECTED).run(stopped);
                }
                return null;
            }));
            for (int worker = 0; worker < WORKERS; worker++) {
                loops.add(threads.submit(() -> {
                    try (RedisLink redis = RedisLink.to(connections.redisUrl());
                            Connection connection = pool.getConnection()) {
                        new NaiveWorker(connection, redis, json, handled, clock).run(stopped);
                    }
                    return null;
                }));
            }
            try {
                handled.await(jobs, () -> completed() == added);
                seconds = (System.nanoTime() - started) / 1e9;
            } finally {
                stopped.set(true);
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
        }
        return seconds;
    }

    /** Not by their status: the queuer's late update overwrites that of a quick worker, and the job then looks as if it still waited. */
    private long completed() throws SQLException {
        return connections.database().number("select count(completed_at) from jobs");
    }

    @Override
    public void verify(int jobs) throws SQLException {
        long completed = completed();
        if (completed != jobs || added != jobs) {
            throw new IllegalStateException(completed + " of " + added + " jobs are completed");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
