package com.penguinmails.tenant.entry;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.membership.Standings;
import com.penguinmails.tenant.staff.StaffStandings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Operators enter the tenant in scope.
 *
 * <p>An open entry counts as a membership in the role {@code operator} when a token is made, with the permissions in
 * {@code staff_entry_permissions}. None is made in the last quarter of an hour, the life of a token: so none outlives the entry.
 */
@Component
class Entries {

    private final EntryTable table;
    private final StaffStandings staff;
    private final Standings standings;
    private final AuditLog audit;
    private final JobQueue jobs;
    private final Ids ids;
    private final Clock clock;

    Entries(
            EntryTable table,
            StaffStandings staff,
            Standings standings,
            AuditLog audit,
            JobQueue jobs,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.staff = staff;
        this.standings = standings;
        this.audit = audit;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<OperatorEntry> list(UUID before, int limit) {
        return table.list(before, limit);
    }

    /** Refuses with {@code not-found}, {@code permission-required} or {@code entered-already}. */
    @Transactional
    public OperatorEntry enter(UUID operator, String reason, Duration stay) {
        String role = staff.require(operator, PlatformPermissions.TENANT_ENTER);
        if (!table.lockTenant()) {
            throw Refusal.notFound("tenant");
        }
        Instant now = clock.instant();
        Optional<OperatorEntry> open = table.openOf(operator);
        if (open.isPresent()) {
            if (now.isBefore(open.get().expiresAt())) {
                throw Refusal.conflict(
                        "entered-already",
                        "You are in this tenant until " + open.get().expiresAt() + ".");
            }
            expire(open.get());
        }
        var entry = new OperatorEntry(ids.next(), operator, role, reason, now, now.plus(stay), null);
        table.insert(entry);
        jobs.enqueue(EntryEnd.job(entry));
        record(
                Actor.operator(operator),
                "operator.entered",
                entry,
                Map.of(
                        "reason",
                        reason,
                        "role",
                        role,
                        "expiresAt",
                        entry.expiresAt().toString()));
        return entry;
    }

    /** The operator goes before the time is over. Refuses with {@code not-found}, also for an entry of somebody else. */
    @Transactional
    public void leave(UUID operator, UUID id) {
        table.lockTenant();
        OperatorEntry entry = table.find(id)
                .filter(found -> found.operatorId().equals(operator))
                .orElseThrow(Entries::unknown);
        if (table.end(id, clock.instant())) {
            record(Actor.operator(operator), "operator.left", entry, Map.of());
        }
    }

    /** A member sends the operator out. Refuses with {@code permission-required} or {@code not-found}. */
    @Transactional
    public void sendOut(UUID actor, UUID id) {
        standings.lock();
        standings.require(actor, Permissions.SECURITY_MANAGE);
        OperatorEntry entry = table.find(id).orElseThrow(Entries::unknown);
        if (table.end(id, clock.instant())) {
            record(Actor.user(actor), "operator.sent-out", entry, Map.of());
        }
    }

    /** Writes down that the time is over; does nothing before that, and nothing twice. */
    @Transactional
    public void expireIfOver(UUID id) {
        table.lockTenant();
        table.find(id)
                .filter(entry -> !clock.instant().isBefore(entry.expiresAt()))
                .ifPresent(this::expire);
    }

    private void expire(OperatorEntry entry) {
        if (table.end(entry.id(), entry.expiresAt())) {
            record(Actor.platform(), "operator.entry-expired", entry, Map.of());
        }
    }

    private void record(Actor actor, String action, OperatorEntry entry, Map<String, String> details) {
        audit.record(new AuditAct(actor, action, "operator-entry", entry.id().toString(), details));
    }

    private static Refusal unknown() {
        return Refusal.notFound("entry");
    }
}
