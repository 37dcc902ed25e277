package com.penguinmails.queuer.run;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The queues that have unfinished jobs, found by one index probe per queue with waiting ones. */
@Component
class QueueNames {

    private static final String SKIP_SCAN = """
            with recursive waiting (queue) as (
              (select queue from job_ready order by queue limit 1)
              union all
              select (select r.queue from job_ready r where r.queue > w.queue order by r.queue limit 1) from waiting w where w.queue is not null
            )
            select queue from waiting where queue is not null
            union
            select queue from job_leased
            union
            select queue from job_blocks
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
