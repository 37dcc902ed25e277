package com.penguinmails.queuer.overview;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the gauges show of PostgreSQL. Each question reads its table once. */
@Component
class QueueCounts {

    private final JdbcClient jdbc;

    QueueCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param oldestSeconds how long the oldest due job has waited, 0 when none is due */
    record Ready(String queue, int band, long due, long oldestSeconds) {}

    record Jobs(String queue, long jobs) {}

    record DeadRows(String table, long rows) {}

    record Snapshot(
            List<Ready> ready,
            List<Jobs> leased,
            List<Jobs> held,
            List<Jobs> uncertain,
            List<DeadRows> deadRows,
            double oldestTransactionSeconds) {}

    @Transactional(readOnly = true)
    public Snapshot take() {
        return new Snapshot(
                ready(),
                jobs("select queue, count(*) as jobs from job_leases group by queue"),
                jobs("select queue, count(*) as jobs from job_held group by queue"),
                jobs("select queue, count(*) as jobs from job_finished where status = 'uncertain' group by queue"),
                deadRows(),
                jdbc.sql("select oldest_transaction_seconds()")
                        .query(Double.class)
                        .single());
    }

    private List<Ready> ready() {
        return jdbc.sql("""
                        select queue, band, count(*) filter (where run_at <= now()) as due,
                               greatest(0, extract(epoch from now() - min(run_at)))::bigint as oldest_seconds
                          from job_ready group by queue, band""")
                .query((row, number) -> new Ready(
                        String.valueOf(row.getString("queue")),
                        row.getInt("band"),
                        row.getLong("due"),
                        row.getLong("oldest_seconds")))
                .list();
    }

    private List<Jobs> jobs(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> new Jobs(String.valueOf(row.getString("queue")), row.getLong("jobs")))
                .list();
    }

    private List<DeadRows> deadRows() {
        return jdbc.sql("""
                        select relname, n_dead_tup from pg_stat_user_tables
                         where schemaname = 'queue' and relname in ('job_ready', 'job_leased', 'job_blocks', 'job_ledger')""")
                .query((row, number) ->
                        new DeadRows(String.valueOf(row.getString("relname")), row.getLong("n_dead_tup")))
                .list();
    }
}
