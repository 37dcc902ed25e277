package com.penguinmails.jobs;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Forgets the service's expired idempotency keys, every hour, in batches. */
final class KeyPruning implements JobHandler {

    static final String KIND = "idempotency-keys.prune";

    private static final int BATCH = 5_000;

    /** A run must end well within its minute; what is left is for the next one, at once. */
    private static final int BATCHES = 20;

    private final IntUnaryOperator prune;
    private final Clock clock;

    /** @param prune forgets up to so many keys and says how many it were */
    KeyPruning(IntUnaryOperator prune, Clock clock) {
        this.prune = prune;
        this.clock = clock;
    }

    static JobSchedule schedule(ServiceName service) {
        return new JobSchedule(
                "prune-idempotency-keys",
                new JobKind(KIND, "housekeeping", service),
                Map.of(),
                "0 17 * * * *",
                ZoneOffset.UTC,
                Missed.ONCE);
    }

    @Override
    public String kind() {
        return KIND;
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
