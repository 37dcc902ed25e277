package com.penguinmails.tenant.person;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.AuditTrail;
import com.penguinmails.contracts.tenant.AuditTrail.Act;
import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.AuditIntake;
import com.penguinmails.tenant.membership.MembershipsOfPerson;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts what a person did to their own sign-in into the logs of their tenants: whoever relies on members' second factors sees one go. */
@Component
class PersonActsHandler implements JobHandler {

    private final MembershipsOfPerson memberships;
    private final AuditIntake intake;
    private final JobPayloads payloads;

    PersonActsHandler(MembershipsOfPerson memberships, AuditIntake intake, JobPayloads payloads) {
        this.memberships = memberships;
        this.intake = intake;
        this.payloads = payloads;
    }

    @Override
    public String kind() {
        return AuditTrail.RECORD_OF_PERSON.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        Act act = payloads.read(delivery, Act.class);
        try {
            for (MembershipView membership : memberships.of(UUID.fromString(act.resourceId()))) {
                TenantScope.run(new TenantId(membership.tenantId()), () -> intake.take(act));
            }
            return JobReports.done(delivery);
        } catch (Refusal unfit) {
            return JobReports.discard(delivery, unfit.code() + " " + unfit.items());
        } catch (IllegalArgumentException nobody) {
            return JobReports.discard(delivery, "is about no account");
        }
    }
}
