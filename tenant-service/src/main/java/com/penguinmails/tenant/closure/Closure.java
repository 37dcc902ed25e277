package com.penguinmails.tenant.closure;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.datakey.DataKeys;
import com.penguinmails.tenant.membership.Standings;
import com.penguinmails.tenant.tenant.StandingChanges;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Closes the tenant in scope. While it is closing it sends nothing, and its API keys do not work. */
@Component
class Closure {

    static final JobKind END = new JobKind("tenant.close", "housekeeping", ServiceName.TENANT);

    static final Duration GRACE = Duration.ofDays(30);

    private static final String CLOSING = "closing";
    private static final String CLOSED = "closed";

    /** What is left of a closed tenant is its log, which names people by id only, and that it was there. */
    private static final List<String> ENDINGS = List.of(
            "delete from memberships where tenant_id = ?",
            "update custom_roles set name = 'closed', description = '' where tenant_id = ?",
            "delete from tenant_settings where tenant_id = ?",
            "update invitations set email = 'closed-' || id || '@invalid.invalid', token_hash = null, status = 'revoked' where tenant_id = ?",
            "update api_keys set revoked_at = coalesce(revoked_at, now()), name = 'closed' where tenant_id = ?",
            "update workspaces set name = 'closed' where tenant_id = ?",
            "delete from idempotency_keys where tenant_id = ?");

    private final JdbcClient jdbc;
    private final Standings standings;
    private final DataKeys keys;
    private final AuditLog audit;
    private final JobQueue jobs;
    private final StandingChanges others;
    private final Clock clock;

    Closure(
            JdbcClient jdbc,
            Standings standings,
            DataKeys keys,
            AuditLog audit,
            JobQueue jobs,
            StandingChanges others,
            Clock clock) {
        this.jdbc = jdbc;
        this.standings = standings;
        this.keys = keys;
        this.audit = audit;
        this.jobs = jobs;
        this.others = others;
        this.clock = clock;
    }

    /** @param closesAt null when the tenant goes on */
    record State(UUID tenantId, String status, @Nullable Instant closesAt) {}

    private record Row(
            String name,
            String status,
            @Nullable String before,
            @Nullable Instant closesAt) {}

    /** Refuses with {@code permission-required}, {@code invalid-request} when the name is not that of the tenant, or {@code tenant-status}. */
    @Transactional
    public State ask(UUID actor, String name) {
        standings.lock();
        standings.require(actor, Permissions.TENANT_DELETE);
        Row row = row();
        if (row.closesAt() != null) {
            throw Refusal.conflict("tenant-status", "This tenant is " + row.status() + ".");
        }
        if (!row.name().equals(name.strip())) {
            throw Refusal.invalid("name", "must be the name of this tenant, as a confirmation");
        }
        Instant closesAt = clock.instant().plus(GRACE);
        jdbc.sql("update tenants set status = ?, status_before_closing = status, closes_at = ? where tenant_id = ?")
                .params(CLOSING, Timestamp.from(closesAt), tenant())
                .update();
        jobs.enqueue(NewJob.of(END, Map.of()).runAt(closesAt));
        others.tell(CLOSING);
        record(Actor.user(actor), "tenant.closure-asked", Map.of("closesAt", closesAt.toString()));
        return new State(tenant(), CLOSING, closesAt);
    }

    /** Refuses with {@code permission-required}, or {@code tenant-status} when the tenant is not closing. */
    @Transactional
    public State takeBack(UUID actor) {
        standings.lock();
        standings.require(actor, Permissions.TENANT_DELETE);
        Row row = row();
        if (!row.status().equals(CLOSING) || row.before() == null) {
            throw Refusal.conflict("tenant-status", "This tenant is " + row.status() + ".");
        }
        jdbc.sql("update tenants set status = ?, status_before_closing = null, closes_at = null where tenant_id = ?")
                .params(row.before(), tenant())
                .update();
        others.tell(row.before());
        record(Actor.user(actor), "tenant.closure-taken-back", Map.of());
        return new State(tenant(), row.before(), null);
    }

    /** Does nothing before the time, to a tenant that goes on, and to one that is closed. */
    @Transactional
    public void closeIfDue() {
        standings.lock();
        Optional<Row> row = find();
        if (row.isEmpty() || !row.get().status().equals(CLOSING)) {
            return;
        }
        Instant closesAt = row.get().closesAt();
        if (closesAt == null || clock.instant().isBefore(closesAt)) {
            return;
        }
        keys.destroy();
        ENDINGS.forEach(sql -> jdbc.sql(sql).param(tenant()).update());
        jdbc.sql("update tenants set status = ?, name = 'closed', postal_address = null where tenant_id = ?")
                .params(CLOSED, tenant())
                .update();
        others.tell(CLOSED);
        record(Actor.platform(), "tenant.closed", Map.of());
    }

    private Row row() {
        return find().orElseThrow(() -> Refusal.notFound("tenant"));
    }

    private Optional<Row> find() {
        return jdbc.sql("select name, status, status_before_closing, closes_at from tenants where tenant_id = ?")
                .param(tenant())
                .query((row, number) -> {
                    Timestamp closesAt = row.getTimestamp(4);
                    return new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            closesAt == null ? null : closesAt.toInstant());
                })
                .optional();
    }

    private void record(Actor actor, String action, Map<String, String> details) {
        audit.record(new AuditAct(actor, action, "tenant", tenant().toString(), details));
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }
}
