package com.penguinmails.tenant.entry;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.jobs.NewJob;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts the end of an entry into the tenant's log. The entry itself ends without it. */
@Component
class EntryEnd implements JobHandler {

    private static final JobKind KIND = new JobKind("tenant.end-operator-entry", "housekeeping", ServiceName.TENANT);

    private final Entries entries;
    private final JobPayloads payloads;

    EntryEnd(Entries entries, JobPayloads payloads) {
        this.entries = entries;
        this.payloads = payloads;
    }

    record Payload(UUID entryId) {}

    static NewJob job(OperatorEntry entry) {
        return NewJob.of(KIND, new Payload(entry.id())).runAt(entry.expiresAt());
    }

    @Override
    public String kind() {
        return KIND.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        entries.expireIfOver(payloads.read(delivery, Payload.class).entryId());
        return JobReports.done(delivery);
    }
}
