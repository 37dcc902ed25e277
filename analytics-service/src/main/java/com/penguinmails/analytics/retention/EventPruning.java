package com.penguinmails.analytics.retention;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobReports;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Removes events that are older than they are kept, in batches, each in a transaction of its own. */
@Component
class EventPruning implements JobHandler {

    static final String KIND = "analytics.prune-events";

    private static final Logger log = LoggerFactory.getLogger(EventPruning.class);
    private static final int BATCH = 5_000;

    /** A run must end well within its five minutes; what is left is for the next one, at once. */
    private static final int BATCHES = 40;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final RetentionProperties retention;

    EventPruning(JdbcClient jdbc, TransactionOperations transaction, Clock clock, RetentionProperties retention) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        Instant before = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minus(retention.events())
                .toInstant();
        int pruned = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            int gone = prune(before);
            pruned += gone;
            if (gone < BATCH) {
                log.info("{} events from before {} are gone", pruned, before);
                return JobReports.done(delivery);
            }
        }
        return JobReports.snooze(delivery, clock.instant(), "there are more");
    }

    private int prune(Instant before) {
        Integer gone = transaction.execute(status -> jdbc.sql("select prune_events(?, ?)")
                .params(Timestamp.from(before), BATCH)
                .query(Integer.class)
                .single());
        return gone == null ? 0 : gone;
    }
}
