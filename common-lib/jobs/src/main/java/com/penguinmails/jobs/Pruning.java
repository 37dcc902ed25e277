package com.penguinmails.jobs;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import com.penguinmails.contracts.jobs.JobReport;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Removes what is kept no longer, of all tenants together, in batches, each in a transaction of its own. */
public final class Pruning implements JobHandler {

    private static final Logger log = LoggerFactory.getLogger(Pruning.class);

    private static final int BATCH = 5_000;

    /** A run must end well within its five minutes; what is left is for the next one, at once. */
    private static final int BATCHES = 20;

    private final String kind;
    private final IntUnaryOperator prune;
    private final Clock clock;

    /** @param prune removes up to so many and says how many it were, in a transaction of its own */
    public Pruning(String kind, IntUnaryOperator prune, Clock clock) {
        this.kind = kind;
        this.prune = prune;
        this.clock = clock;
    }

    /**
     * By a function of the database's owner, which sees old rows only, whatever it is asked: {@code function(before timestamptz, most integer)} removes up to so many
     * rows from before a moment and returns how many it were.
     *
     * @param kept how long rows are kept
     */
    public static Pruning by(
            String function,
            Period kept,
            String kind,
            JdbcClient jdbc,
            TransactionOperations transaction,
            Clock clock) {
        return new Pruning(
                kind,
                most -> {
                    Instant before =
                            clock.instant().atOffset(ZoneOffset.UTC).minus(kept).toInstant();
                    Integer gone = transaction.execute(status -> jdbc.sql("select " + function + "(?, ?)")
                            .params(Timestamp.from(before), most)
                            .query(Integer.class)
                            .single());
                    return gone == null ? 0 : gone;
                },
                clock);
    }

    /**
     * When it is done, and once when that was missed.
     *
     * @param cron in UTC, see {@link JobSchedule}
     */
    public static JobSchedule schedule(String name, String kind, ServiceName service, String cron) {
        var policy = JobPolicy.USUAL.timeout(Duration.ofMinutes(5));
        return new JobSchedule(
                name, new JobKind(kind, "housekeeping", service, policy), Map.of(), cron, ZoneOffset.UTC, Missed.ONCE);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        int pruned = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            int gone = prune.applyAsInt(BATCH);
            pruned += gone;
            if (gone < BATCH) {
                if (pruned > 0) {
                    log.info("{}: {} are gone", kind, pruned);
                }
                return JobReports.done(delivery);
            }
        }
        return JobReports.snooze(delivery, clock.instant(), "there are more");
    }
}
