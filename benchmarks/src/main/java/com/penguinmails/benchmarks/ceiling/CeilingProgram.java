package com.penguinmails.benchmarks.ceiling;

import com.penguinmails.benchmarks.program.Connections;
import com.penguinmails.benchmarks.program.Program;
import com.penguinmails.benchmarks.system.NoOpJob;
import com.penguinmails.kernel.Ids;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Claims and completes in batches, as fast as the connections go. */
public final class CeilingProgram implements Program {

    private static final int BATCH = 1_000;
    private static final int ADDED_TOGETHER = 5_000;
    private static final int TENANTS = 20;

    private final Connections connections;
    private final Shape shape;
    private final int threads;
    private final HikariDataSource pool;
    private final Ids ids = new Ids(Clock.systemUTC());
    private final AtomicLong bytes = new AtomicLong();

    public CeilingProgram(Connections connections, Shape shape, int threads) {
        this.connections = connections;
        this.shape = shape;
        this.threads = threads;
        this.pool = connections.pool(threads);
    }

    @Override
    public void prepare() throws SQLException {
        for (String table : shape.tables()) {
            connections.database().execute(table);
        }
    }

    @Override
    public void preload(int jobs) throws Exception {
        int size = Math.clamp((jobs + TENANTS - 1) / TENANTS, 1, ADDED_TOGETHER);
        List<Callable<Void>> batches = new ArrayList<>();
        for (int from = 0; from < jobs; from += size) {
            int first = from;
            int last = Math.min(jobs, from + size);
            UUID tenant = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + from / size % TENANTS);
            batches.add(() -> add(tenant, first, last));
        }
        all(batches);
    }

    private Void add(UUID tenant, int first, int last) throws SQLException {
        UUID[] keys = new UUID[last - first];
        String[] payloads = new String[last - first];
        for (int n = first; n < last; n++) {
            keys[n - first] = ids.next();
            payloads[n - first] = NoOpJob.of(n).json();
        }
        try (Connection connection = pool.getConnection()) {
            shape.add(connection, tenant, keys, payloads);
        }
        return null;
    }

    @Override
    public double drain(int jobs) throws Exception {
        long started = System.nanoTime();
        var left = new AtomicLong(jobs);
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < threads; lane++) {
            lanes.add(() -> {
                work(left);
                return null;
            });
        }
        all(lanes);
        return (System.nanoTime() - started) / 1e9;
    }

    private void work(AtomicLong left) throws SQLException {
        var cursor = new Cursor();
        try (Connection connection = pool.getConnection()) {
            while (left.get() > 0) {
                Shape.Block block = shape.claim(connection, cursor, BATCH);
                if (block.isEmpty()) {
                    if (cursor.isAtStart() && left.get() > 0) {
                        // The rest is in the hands of the other connections.
                        return;
                    }
                    cursor.rewind();
                    continue;
                }
                block.payloads().forEach(payload -> bytes.addAndGet(payload.length()));
                int ended = shape.complete(connection, block);
                if (ended != block.ids().size()) {
                    throw new IllegalStateException(
                            ended + " of a block of " + block.ids().size());
                }
                left.addAndGet(-ended);
            }
        }
    }

    private void all(List<Callable<Void>> tasks) throws Exception {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (var task : executor.invokeAll(tasks)) {
                task.get();
            }
        }
    }

    @Override
    public void verify(int jobs) throws SQLException {
        long ended = connections.database().number(shape.countEnded());
        if (ended != jobs) {
            throw new IllegalStateException(ended + " of " + jobs + " jobs have ended");
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
