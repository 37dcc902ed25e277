package com.penguinmails.tenant.tenant;

import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.datakey.DataKeys;
import com.penguinmails.tenant.membership.Joining;
import com.penguinmails.tenant.membership.MembershipsOfPerson;
import com.penguinmails.tenant.membership.Role;
import com.penguinmails.tenant.workspace.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates a tenant with its owner, first workspace, data key and trial, in one transaction. */
@Component
class TenantCreator {

    /** More are made by support, on request: a person who makes tenants without end is a robot. */
    static final int MOST_OWNED = 20;

    private static final String FIRST_WORKSPACE = "Main";

    private final TenantTable tenants;
    private final Joining joining;
    private final MembershipsOfPerson memberships;
    private final Workspaces workspaces;
    private final DataKeys keys;
    private final AuditLog audit;
    private final JobQueue jobs;
    private final UserDirectory users;
    private final Ids ids;
    private final Clock clock;

    TenantCreator(
            TenantTable tenants,
            Joining joining,
            MembershipsOfPerson memberships,
            Workspaces workspaces,
            DataKeys keys,
            AuditLog audit,
            JobQueue jobs,
            UserDirectory users,
            Ids ids,
            Clock clock) {
        this.tenants = tenants;
        this.joining = joining;
        this.memberships = memberships;
        this.workspaces = workspaces;
        this.keys = keys;
        this.audit = audit;
        this.jobs = jobs;
        this.users = users;
        this.ids = ids;
        this.clock = clock;
    }

    /** Refuses with {@code email-not-verified}. */
    void checkMayCreate(CurrentUser user) {
        // A token may be older than the verification.
        if (!user.emailVerified() && !users.user(user.userId()).emailVerified()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN, "email-not-verified", "Follow the link in the verification mail first.");
        }
    }

    /** Needs the new tenant in scope. Refuses with {@code too-many-tenants}. */
    @Transactional
    public TenantSummary create(UUID ownerId, String name, @Nullable String postalAddress, ZoneId timezone) {
        if (memberships.countAlone(ownerId, Role.OWNER) >= MOST_OWNED) {
            throw Refusal.conflict(
                    "too-many-tenants", "One person can own " + MOST_OWNED + " tenants; ask support for more.");
        }
        TenantId id = TenantScope.current();
        Instant now = clock.instant();
        var tenant = new TenantSummary(
                id.value(),
                name.strip(),
                "active",
                postalAddress == null ? null : postalAddress.strip(),
                timezone.getId(),
                now);
        tenants.insert(tenant);
        joining.join(ownerId, Role.OWNER);
        workspaces.create(FIRST_WORKSPACE);
        keys.create();
        audit.record(new AuditAct(
                Actor.user(ownerId), "tenant.created", "tenant", id.toString(), Map.of("name", tenant.name())));
        jobs.enqueue(NewJob.of(
                TenantEvents.CREATED_FOR_BILLING,
                new TenantEvents.TenantCreated(ids.next(), id.value(), tenant.name(), ownerId, now)));
        return tenant;
    }
}
