package com.penguinmails.tenant.invitation;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.membership.Roles;
import com.penguinmails.tenant.membership.Standing;
import com.penguinmails.tenant.membership.Standings;
import com.penguinmails.tenant.quota.Quota;
import com.penguinmails.tenant.quota.Quotas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Members invite people into the tenant in scope, in a role that may do no more than they may themselves. */
@Component
class Invitations {

    static final Duration LIFE = Duration.ofHours(72);

    private static final int MOST_MAILS = 5;
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);

    private final InvitationTable table;
    private final Standings standings;
    private final Roles roles;
    private final Quotas quotas;
    private final AuditLog audit;
    private final JobQueue jobs;
    private final Ids ids;
    private final Clock clock;

    Invitations(
            InvitationTable table,
            Standings standings,
            Roles roles,
            Quotas quotas,
            AuditLog audit,
            JobQueue jobs,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.standings = standings;
        this.roles = roles;
        this.quotas = quotas;
        this.audit = audit;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Invitation> list(@Nullable String status, UUID before, int limit) {
        return table.list(status, before, limit, clock.instant());
    }

    @Transactional(readOnly = true)
    public Invitation get(UUID id) {
        return find(id);
    }

    /**
     * The mail follows by itself.
     *
     * <p>Refuses with {@code permission-required}, {@code role-above-yours}, {@code member-exists}, {@code invitation-exists} or
     * {@code tenant-quota-exceeded}.
     *
     * @param account that has the address now, if any
     */
    @Transactional
    public Invitation create(UUID actor, EmailAddress address, Optional<UUID> account, String role) {
        standings.lock();
        Standing own = standings.require(actor, Permissions.MEMBER_MANAGE);
        own.requireCovers(roles.get(role));
        if (account.flatMap(standings::find).isPresent()) {
            throw Refusal.conflict("member-exists", "This person is a member already; change their role instead.");
        }
        Instant now = clock.instant();
        table.expire(address, now);
        quotas.requireRoom(Quota.INVITATIONS);
        var invitation = new Invitation(
                ids.next(), address, role, actor, Invitation.PENDING, now, now.plus(LIFE), 0, null, null);
        if (!table.insert(invitation)) {
            throw Refusal.conflict("invitation-exists", "This address is invited already; send that mail again.");
        }
        jobs.enqueue(InvitationMail.job(invitation.id()));
        // Not the address: the log stays when the person asks to be forgotten.
        record(actor, "invitation.created", invitation, Map.of("role", role));
        return invitation;
    }

    /**
     * One more mail, with a new link and a new time limit. Refuses with {@code permission-required}, {@code role-above-yours},
     * {@code invitation-not-pending}, {@code invitation-exists} or {@code too-many-attempts}.
     */
    @Transactional
    public Invitation resend(UUID actor, UUID id) {
        Invitation invitation = changeable(actor, id);
        Instant now = clock.instant();
        if (invitation.mails() >= MOST_MAILS) {
            throw Refusal.conflict(
                    "invitation-not-pending", "It was sent " + MOST_MAILS + " times; revoke it and ask the person.");
        }
        Instant mailed = invitation.mailedAt();
        if (mailed != null && now.isBefore(mailed.plus(BETWEEN_MAILS))) {
            throw Refusal.tooMany(
                    "too-many-attempts",
                    "The mail was sent a moment ago.",
                    Duration.between(now, mailed.plus(BETWEEN_MAILS)));
        }
        if (!table.reopen(invitation, now.plus(LIFE))) {
            throw Refusal.conflict(
                    "invitation-exists", "There is a newer invitation for this address; send that again.");
        }
        jobs.enqueue(InvitationMail.job(id));
        record(actor, "invitation.resent", invitation, Map.of());
        return find(id);
    }

    /** Refuses with {@code permission-required}, {@code role-above-yours} or {@code invitation-not-pending}. */
    @Transactional
    public void revoke(UUID actor, UUID id) {
        Invitation invitation = changeable(actor, id);
        table.end(id, "revoked", null, clock.instant());
        record(actor, "invitation.revoked", invitation, Map.of());
    }

    private Invitation changeable(UUID actor, UUID id) {
        standings.lock();
        Standing own = standings.require(actor, Permissions.MEMBER_MANAGE);
        Invitation invitation = find(id);
        own.requireCovers(roles.get(invitation.role()));
        // One that ran out may be sent again, as long as no newer one has its place.
        if (!invitation.isPending() && !invitation.status().equals("expired")) {
            throw Refusal.conflict("invitation-not-pending", "This invitation was answered or revoked.");
        }
        return invitation;
    }

    private Invitation find(UUID id) {
        return table.find(id, clock.instant()).orElseThrow(() -> Refusal.notFound("invitation"));
    }

    private void record(UUID actor, String action, Invitation invitation, Map<String, String> details) {
        audit.record(new AuditAct(
                Actor.user(actor), action, "invitation", invitation.id().toString(), details));
    }
}
