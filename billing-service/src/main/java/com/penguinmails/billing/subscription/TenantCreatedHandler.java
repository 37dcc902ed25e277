package com.penguinmails.billing.subscription;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import org.springframework.stereotype.Component;

/** A tenant came to be: its trial starts at that moment, also when the news comes late. */
@Component
class TenantCreatedHandler implements JobHandler {

    private final JobPayloads payloads;
    private final Trials trials;

    TenantCreatedHandler(JobPayloads payloads, Trials trials) {
        this.payloads = payloads;
        this.trials = trials;
    }

    @Override
    public String kind() {
        return TenantEvents.CREATED_FOR_BILLING.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        var created = payloads.read(delivery, TenantEvents.TenantCreated.class);
        if (!created.tenantId().equals(delivery.tenantId())) {
            return JobReports.discard(delivery, "tells of another tenant than the job's");
        }
        trials.start(created.at());
        return JobReports.done(delivery);
    }
}
