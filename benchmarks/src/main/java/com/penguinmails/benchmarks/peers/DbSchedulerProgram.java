package com.penguinmails.benchmarks.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.penguinmails.benchmarks.program.Connections;
import com.penguinmails.benchmarks.program.Handled;
import com.penguinmails.benchmarks.program.Program;
import com.penguinmails.benchmarks.system.NoOpJob;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** db-scheduler with one-time tasks, polling by lock-and-fetch; a task's row is deleted when it is done. */
public final class DbSchedulerProgram implements Program {

    public static final Map<String, String> SETTINGS =
            Map.of("polling", "lock-and-fetch 4.0 20.0", "threads", "20", "finished rows", "deleted");

    private static final int THREADS = 20;
    private static final double LOWER = 4.0;
    private static final double UPPER = 20.0;
    private static final int BATCH = 5_000;

    private static final List<String> TABLES = List.of(
            """
            create table scheduled_tasks (
              task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz not null,
              picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,
              consecutive_failures int, last_heartbeat timestamptz, version bigint not null, priority smallint,
              primary key (task_name, task_instance)
            )""",
            "create index execution_time_idx on scheduled_tasks (execution_time)",
            "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");

    private final Connections connections;
    private final Clock clock;
    private final HikariDataSource pool;
    private final Handled handled = new Handled();
    private final OneTimeTask<String> task =
            Tasks.oneTime("noop", String.class).execute((instance, context) -> handled.handle(instance.getData()));
    private int added;

    public DbSchedulerProgram(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
        this.pool = connections.pool(THREADS + 4);
    }

    @Override
    public void prepare() throws SQLException {
        for (String table : TABLES) {
            connections.database().execute(table);
        }
    }

    @Override
    public void preload(int jobs) {
        Scheduler scheduler = scheduler();
        for (int from = 0; from < jobs; from += BATCH) {
            List<TaskInstance<?>> batch = new ArrayList<>();
            for (int n = from; n < Math.min(jobs, from + BATCH); n++) {
                batch.add(task.instance(Integer.toString(added++), NoOpJob.of(n).json()));
            }
            scheduler.scheduleBatch(batch, clock.instant());
        }
    }

    @Override
    public double drain(int jobs) throws Exception {
        handled.reset();
        Scheduler scheduler = scheduler();
        long started = System.nanoTime();
        scheduler.start();
        handled.await(
                jobs, () -> connections.database().number("select exists (select 1 from scheduled_tasks)::int") == 0);
        double seconds = (System.nanoTime() - started) / 1e9;
        scheduler.stop();
        return seconds;
    }

    @Override
    public void verify(int jobs) throws SQLException {
        long left = connections.database().number("select count(*) from scheduled_tasks");
        if (left != 0 || added != jobs) {
            throw new IllegalStateException(left + " of " + added + " tasks are left");
        }
    }

    private Scheduler scheduler() {
        return Scheduler.create(pool, task)
                .threads(THREADS)
                .pollUsingLockAndFetch(LOWER, UPPER)
                .serializer(new Utf8())
                .build();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Its data are text already. */
    private static final class Utf8 implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            return data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(new String(data, StandardCharsets.UTF_8));
        }
    }
}
