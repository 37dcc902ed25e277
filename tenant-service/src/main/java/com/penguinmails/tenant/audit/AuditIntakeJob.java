package com.penguinmails.tenant.audit;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.AuditTrail;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.kernel.Refusal;
import org.springframework.stereotype.Component;

/** Takes acts of other services that were told in their own transactions. */
@Component
class AuditIntakeJob implements JobHandler {

    private final AuditIntake intake;
    private final JobPayloads payloads;

    AuditIntakeJob(AuditIntake intake, JobPayloads payloads) {
        this.intake = intake;
        this.payloads = payloads;
    }

    @Override
    public String kind() {
        return AuditTrail.RECORD.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        try {
            intake.take(payloads.read(delivery, AuditTrail.Act.class));
            return JobReports.done(delivery);
        } catch (Refusal unfit) {
            // An entry that does not fit will not fit later; operators see it among the failed jobs.
            return JobReports.discard(delivery, unfit.code() + " " + unfit.items());
        }
    }
}
