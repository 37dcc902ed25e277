package com.penguinmails.analytics.activity;

import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.jobs.standing.TenantStandings;
import org.springframework.stereotype.Component;

/** Receives the batches that email-processor adds as jobs in the transactions of its outcomes. */
@Component
class EmailActivityHandler implements JobHandler {

    private final JobPayloads payloads;
    private final ActivityLedger ledger;
    private final TenantStandings standings;

    EmailActivityHandler(JobPayloads payloads, ActivityLedger ledger, TenantStandings standings) {
        this.payloads = payloads;
        this.ledger = ledger;
        this.standings = standings;
    }

    @Override
    public String kind() {
        return EmailActivity.FOR_ANALYTICS.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        var events = payloads.read(delivery, EmailActivity.Batch.class).events();
        // The tenant of the job is the one in scope; an event of another one would be counted for the wrong customer.
        if (events.stream().anyMatch(event -> !event.tenantId().equals(delivery.tenantId()))) {
            return JobReports.discard(delivery, "holds an event of another tenant than the job's");
        }
        // News that comes after the end would be kept for ever.
        if (standings.current() != Standing.CLOSED) {
            ledger.record(events);
        }
        return JobReports.done(delivery);
    }
}
