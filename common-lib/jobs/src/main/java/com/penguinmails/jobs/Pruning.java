package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import java.time.Clock;
import java.util.function.IntUnaryOperator;

/** Lets old rows go in batches; make it a bean, with a {@link JobSchedule} that says when. */
public final class Pruning implements JobHandler {

    private static final int BATCH = 5_000;

    /** A run must end well within its minute; what is left is for the next one, at once. */
    private static final int BATCHES = 20;

    private final String kind;
    private final IntUnaryOperator prune;
    private final Clock clock;

    /** @param prune lets up to so many rows go, in a transaction of its own, and says how many it were */
    public Pruning(String kind, IntUnaryOperator prune, Clock clock) {
        this.kind = kind;
        this.prune = prune;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        for (int batch = 0; batch < BATCHES; batch++) {
            if (prune.applyAsInt(BATCH) < BATCH) {
                return JobReports.done(delivery);
            }
        }
        return JobReports.snooze(delivery, clock.instant(), "there are more");
    }
}
