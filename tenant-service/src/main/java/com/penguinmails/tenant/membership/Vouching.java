package com.penguinmails.tenant.membership;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.quota.Quota;
import com.penguinmails.tenant.quota.Quotas;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person joins the tenant in scope without an invitation, because the tenant's identity provider knows them. */
@Component
class Vouching {

    private final JdbcClient jdbc;
    private final MemberTable table;
    private final Joining joining;
    private final Quotas quotas;
    private final AuditLog audit;

    Vouching(JdbcClient jdbc, MemberTable table, Joining joining, Quotas quotas, AuditLog audit) {
        this.jdbc = jdbc;
        this.table = table;
        this.joining = joining;
        this.quotas = quotas;
        this.audit = audit;
    }

    /** Does nothing to who is a member. Refuses with {@code not-found} for an unknown or closed tenant, and {@code tenant-quota-exceeded}. */
    @Transactional
    public void join(UUID userId, String role) {
        table.lock();
        boolean open = jdbc.sql("select exists (select 1 from tenants where tenant_id = ? and status <> 'closed')")
                .param(TenantScope.current().value())
                .query(Boolean.class)
                .single();
        if (!open) {
            throw Refusal.notFound("tenant");
        }
        if (table.find(userId).isPresent()) {
            return;
        }
        quotas.requireRoom(Quota.MEMBERS);
        joining.join(userId, role);
        audit.record(new AuditAct(
                Actor.user(userId),
                "member.joined",
                "member",
                userId.toString(),
                Map.of("role", role, "by", "identity-provider")));
    }
}
