package com.penguinmails.queuer.overview;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts the unfinished jobs of every queue. */
@Component
public class QueueOverview {

    private final JdbcClient jdbc;

    QueueOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public List<QueueView> queues() {
        return jdbc.sql("""
                        select queue,
                               coalesce(sum(jobs) filter (where place = 'due'), 0) as due,
                               coalesce(sum(jobs) filter (where place = 'scheduled'), 0) as scheduled,
                               coalesce(sum(jobs) filter (where place = 'held'), 0) as held,
                               coalesce(sum(jobs) filter (where place = 'leased'), 0) as leased,
                               coalesce(extract(epoch from now() - min(oldest)), 0)::bigint as oldest_due_seconds
                          from (select queue, 'due' as place, count(*) as jobs, min(run_at) as oldest from job_ready where run_at <= now() group by queue
                                union all
                                select queue, 'scheduled', count(*), null from job_ready where run_at > now() group by queue
                                union all
                                select queue, 'held', count(*), null from job_held group by queue
                                union all
                                select queue, 'leased', count(*), null from job_leases group by queue) as places
                         group by queue
                         order by queue
                        """)
                .query((row, number) -> new QueueView(
                        String.valueOf(row.getString("queue")),
                        row.getLong("due"),
                        row.getLong("scheduled"),
                        row.getLong("held"),
                        row.getLong("leased"),
                        row.getLong("oldest_due_seconds")))
                .list();
    }
}
