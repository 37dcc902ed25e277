package com.penguinmails.queuer.overview;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts the unfinished jobs of every queue. */
@Component
class QueueOverview {

    private final JdbcClient jdbc;

    QueueOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public List<QueueView> queues() {
        return jdbc.sql("""
                        select queue,
                               count(*) filter (where status = 'queued' and run_at <= now()) as due,
                               count(*) filter (where status = 'queued' and run_at > now()) as scheduled,
                               count(*) filter (where status <> 'queued') as leased,
                               coalesce(extract(epoch from now() - min(run_at) filter (where status = 'queued' and run_at <= now())), 0)::bigint
                                 as oldest_due_seconds
                          from jobs
                         where status in ('queued', 'migrated_to_redis', 'running')
                         group by queue
                         order by queue
                        """)
                .query((row, number) -> new QueueView(
                        String.valueOf(row.getString("queue")),
                        row.getLong("due"),
                        row.getLong("scheduled"),
                        row.getLong("leased"),
                        row.getLong("oldest_due_seconds")))
                .list();
    }
}
