package com.penguinmails.tenant.invitation;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.user.UserDirectory.UserView;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.membership.Joining;
import com.penguinmails.tenant.membership.Roles;
import com.penguinmails.tenant.membership.Standing;
import com.penguinmails.tenant.membership.Standings;
import com.penguinmails.tenant.quota.Quota;
import com.penguinmails.tenant.quota.Quotas;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An invited person joins the tenant in scope. */
@Component
class Acceptance {

    private final InvitationTable table;
    private final Standings standings;
    private final Roles roles;
    private final Joining joining;
    private final Quotas quotas;
    private final AuditLog audit;
    private final Clock clock;

    Acceptance(
            InvitationTable table,
            Standings standings,
            Roles roles,
            Joining joining,
            Quotas quotas,
            AuditLog audit,
            Clock clock) {
        this.table = table;
        this.standings = standings;
        this.roles = roles;
        this.joining = joining;
        this.quotas = quotas;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param role the one the person has now, which is an older one if they were a member before */
    record Joined(UUID tenantId, String role) {}

    /**
     * Refuses with {@code invitation-invalid} a token that is unknown, used by somebody else, revoked or too old, and one whose inviter
     * could not give the role any more; with {@code tenant-quota-exceeded}, {@code invitation-for-another-address}, or {@code email-not-verified}.
     */
    @Transactional
    public Joined accept(UserView person, InvitationToken token) {
        standings.lock();
        Invitation invitation = table.find(token, clock.instant()).orElseThrow(Acceptance::invalid);
        boolean addressed = EmailAddress.parse(person.email())
                .filter(invitation.address()::equals)
                .isPresent();
        if (!addressed) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "invitation-for-another-address",
                    "This invitation went to another address; sign in with the account that has it.");
        }
        // Otherwise whoever signs up with somebody's address and gets hold of the mail's link would be in.
        if (!person.emailVerified()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN, "email-not-verified", "Follow the link in the verification mail first.");
        }
        Optional<Standing> before = standings.find(person.id());
        if (person.id().equals(invitation.acceptedBy()) && before.isPresent()) {
            return new Joined(tenant(), before.get().role());
        }
        if (!invitation.isPending() || !inviterStillMay(invitation)) {
            throw invalid();
        }
        if (before.isEmpty()) {
            quotas.requireRoom(Quota.MEMBERS);
        }
        table.end(invitation.id(), Invitation.ACCEPTED, person.id(), clock.instant());
        joining.join(person.id(), invitation.role());
        audit.record(new AuditAct(
                Actor.user(person.id()),
                "invitation.accepted",
                "invitation",
                invitation.id().toString(),
                Map.of("role", invitation.role(), "userId", person.id().toString())));
        return new Joined(tenant(), before.map(Standing::role).orElse(invitation.role()));
    }

    private boolean inviterStillMay(Invitation invitation) {
        return standings
                .find(invitation.invitedBy())
                .filter(inviter -> inviter.permissions().contains(Permissions.MEMBER_MANAGE)
                        && inviter.permissions()
                                .containsAll(roles.get(invitation.role()).permissions()))
                .isPresent();
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }

    static Refusal invalid() {
        return new Refusal(
                Refusal.Kind.INVALID,
                "invitation-invalid",
                "This invitation is not valid any more; ask who invited you for a new one.");
    }
}
