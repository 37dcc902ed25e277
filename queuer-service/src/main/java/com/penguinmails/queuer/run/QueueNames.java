package com.penguinmails.queuer.run;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The queues that have unfinished jobs, found by one index probe per queue. */
@Component
class QueueNames {

    private static final String SKIP_SCAN = """
            with recursive waiting (queue) as (
              (select queue from jobs where status = 'queued' order by queue limit 1)
              union all
              select (select j.queue from jobs j where j.status = 'queued' and j.queue > w.queue order by j.queue limit 1)
                from waiting w where w.queue is not null
            ), lent (queue) as (
              (select queue from jobs where status in ('migrated_to_redis', 'running') order by queue limit 1)
              union all
              select (select j.queue from jobs j where j.status in ('migrated_to_redis', 'running') and j.queue > l.queue
                       order by j.queue limit 1)
                from lent l where l.queue is not null
            )
            select queue from waiting where queue is not null
            union
            select queue from lent where queue is not null
            """;

    private final JdbcClient jdbc;

    QueueNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Set<String> unfinished() {
        return Set.copyOf(jdbc.sql(SKIP_SCAN)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list());
    }
}
