package com.penguinmails.jobs.standing;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import java.time.Clock;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what tenant-service tells. The rows of a closed tenant go in batches, over as many runs as it takes. */
final class StandingNews implements JobHandler {

    private static final int BATCH = 5_000;

    /** A run must end well within its minute. */
    private static final int BATCHES = 20;

    private final TenantStandings standings;
    private final List<StandingListener> listeners;
    private final List<TenantRows> rows;
    private final JobPayloads payloads;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StandingNews(
            TenantStandings standings,
            List<StandingListener> listeners,
            List<TenantRows> rows,
            JobPayloads payloads,
            TransactionTemplate transaction,
            Clock clock) {
        this.standings = standings;
        this.listeners = listeners;
        this.rows = rows;
        this.payloads = payloads;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TenantEvents.STANDING;
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        TenantStanding news = payloads.read(delivery, TenantStanding.class);
        transaction.executeWithoutResult(status -> {
            if (standings.move(news)) {
                listeners.forEach(listener -> listener.changed(news.standing()));
            }
        });
        if (news.standing() != Standing.CLOSED) {
            return JobReports.done(delivery);
        }
        int batches = BATCHES;
        for (TenantRows ofOneSchema : rows) {
            while (ofOneSchema.deleteSome(BATCH) > 0) {
                if (--batches == 0) {
                    return JobReports.snooze(delivery, clock.instant(), "there are more rows");
                }
            }
        }
        transaction.executeWithoutResult(status -> standings.erased(clock.instant()));
        return JobReports.done(delivery);
    }
}
