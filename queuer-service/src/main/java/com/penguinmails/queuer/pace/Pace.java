package com.penguinmails.queuer.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Counts finished jobs in memory and writes the counts down every few seconds. What was not yet written is lost with the process. */
@Component
public class Pace {

    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Pace.class);

    private static final String WRITE = """
            insert into job_pace (queue, kind, outcome, jobs)
            select * from unnest(:queues::text[], :kinds::text[], :outcomes::text[], :jobs::bigint[])
            """;

    private static final String FORGET = "delete from job_pace where at < now() - interval '2 hours'";

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Map<Ending, AtomicLong> counts = new ConcurrentHashMap<>();

    private record Ending(String queue, String kind, String outcome) {}

    Pace(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @param outcome the final status of these jobs */
    public void count(String queue, String kind, String outcome, long jobs) {
        counts.computeIfAbsent(new Ending(queue, kind, outcome), first -> new AtomicLong())
                .addAndGet(jobs);
    }

    /** Writes down what was counted since the last time. */
    public void write() {
        var queues = new ArrayList<String>();
        var kinds = new ArrayList<String>();
        var outcomes = new ArrayList<String>();
        var jobs = new ArrayList<Long>();
        counts.forEach((ending, count) -> {
            long taken = count.getAndSet(0);
            if (taken > 0) {
                queues.add(ending.queue());
                kinds.add(ending.kind());
                outcomes.add(ending.outcome());
                jobs.add(taken);
            }
        });
        if (jobs.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql(WRITE)
                        .param("queues", queues.toArray(String[]::new))
                        .param("kinds", kinds.toArray(String[]::new))
                        .param("outcomes", outcomes.toArray(String[]::new))
                        .param("jobs", jobs.toArray(Long[]::new))
                        .update();
                jdbc.sql(FORGET).update();
            });
        } catch (RuntimeException failure) {
            log.debug("the counts of {} endings are kept for the next time", jobs.size());
            for (int i = 0; i < jobs.size(); i++) {
                count(queues.get(i), kinds.get(i), outcomes.get(i), jobs.get(i));
            }
            throw failure;
        }
    }
}
