package com.penguinmails.tenant.person;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.contracts.user.AccountEvents;
import com.penguinmails.contracts.user.AccountEvents.AccountClosed;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.membership.Leaving;
import com.penguinmails.tenant.membership.MembershipsOfPerson;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends the memberships of a person whose account is closed. Their API keys die with them, since a key does what its member may. */
@Component
class AccountClosedHandler implements JobHandler {

    private final MembershipsOfPerson memberships;
    private final Leaving leaving;
    private final JobPayloads payloads;

    AccountClosedHandler(MembershipsOfPerson memberships, Leaving leaving, JobPayloads payloads) {
        this.memberships = memberships;
        this.leaving = leaving;
        this.payloads = payloads;
    }

    @Override
    public String kind() {
        return AccountEvents.CLOSED_FOR_TENANT.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        UUID person = payloads.read(delivery, AccountClosed.class).userId();
        List<String> owned = memberships.of(person).stream()
                .map(MembershipView::tenantId)
                .filter(tenant -> !TenantScope.<Boolean, RuntimeException>call(
                        new TenantId(tenant), () -> leaving.accountClosed(person)))
                .map(UUID::toString)
                .toList();
        // user-service lets no owner go, so this person became one a moment later. A tenant has an owner; operators see
        // to it.
        return owned.isEmpty()
                ? JobReports.done(delivery)
                : JobReports.discard(delivery, "is the last owner of " + String.join(", ", owned));
    }
}
