package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.quota.Quota;
import com.penguinmails.tenant.quota.Quotas;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A tenant makes roles for itself. Nobody puts a permission into one that they do not have, or changes one that may do more than theirs. */
@Component
class CustomRoles {

    /** Names that mean something else in a token. */
    private static final Set<String> TAKEN =
            Set.of("owner", "admin", "manager", "member", "viewer", "custom", "operator");

    private final JdbcClient jdbc;
    private final Roles roles;
    private final Standings standings;
    private final Quotas quotas;
    private final AuditLog audit;
    private final Clock clock;

    CustomRoles(JdbcClient jdbc, Roles roles, Standings standings, Quotas quotas, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.standings = standings;
        this.quotas = quotas;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses with {@code permission-required}, {@code role-above-yours}, {@code role-exists} or {@code tenant-quota-exceeded}. */
    @Transactional
    public Role create(UUID actor, Role role) {
        standings.lock();
        standings.require(actor, Permissions.MEMBER_MANAGE).requireCovers(role);
        quotas.requireRoom(Quota.CUSTOM_ROLES);
        int added = TAKEN.contains(role.role())
                ? 0
                : jdbc.sql("""
                                insert into custom_roles (tenant_id, role, name, description, created_at) values (?, ?, ?, ?, ?)
                                on conflict (tenant_id, role) do nothing""")
                        .params(tenant(), role.role(), role.name(), role.description(), Timestamp.from(clock.instant()))
                        .update();
        if (added == 0) {
            throw Refusal.conflict("role-exists", "There is a role " + role.role() + " already; choose another name.");
        }
        grant(role);
        record(actor, "role.created", role);
        return roles.get(role.role());
    }

    /** Whoever has the role may do the new from their next token on. Refuses as {@link #create} does, and with {@code not-found}. */
    @Transactional
    public Role change(UUID actor, Role role) {
        standings.lock();
        Standing own = standings.require(actor, Permissions.MEMBER_MANAGE);
        own.requireCovers(find(role.role()));
        own.requireCovers(role);
        jdbc.sql("update custom_roles set name = ?, description = ? where tenant_id = ? and role = ?")
                .params(role.name(), role.description(), tenant(), role.role())
                .update();
        jdbc.sql("delete from custom_role_permissions where tenant_id = ? and role = ?")
                .params(tenant(), role.role())
                .update();
        grant(role);
        record(actor, "role.changed", role);
        return roles.get(role.role());
    }

    /** Refuses with {@code permission-required}, {@code role-above-yours}, {@code not-found} or {@code role-in-use}. */
    @Transactional
    public void delete(UUID actor, String name) {
        standings.lock();
        Standing own = standings.require(actor, Permissions.MEMBER_MANAGE);
        Role role = find(name);
        own.requireCovers(role);
        boolean used = jdbc.sql("""
                        select exists (select 1 from memberships where tenant_id = :tenant and custom_role = :role)
                            or exists (select 1 from invitations where tenant_id = :tenant and custom_role = :role)""")
                .param("tenant", tenant())
                .param("role", name)
                .query(Boolean.class)
                .single();
        if (used) {
            throw Refusal.conflict(
                    "role-in-use", "Members or invitations have this role; take its permissions away instead.");
        }
        jdbc.sql("delete from custom_roles where tenant_id = ? and role = ?")
                .params(tenant(), name)
                .update();
        record(actor, "role.deleted", role);
    }

    private void grant(Role role) {
        jdbc.sql("""
                        insert into custom_role_permissions (tenant_id, role, permission)
                        select :tenant, :role, permission from unnest(:permissions::text[]) as permission""")
                .param("tenant", tenant())
                .param("role", role.role())
                .param("permissions", role.permissions().toArray(String[]::new))
                .update();
    }

    /** One of the tenant's own; those that every tenant has are not changed. */
    private Role find(String name) {
        return roles.all().stream()
                .filter(role -> role.custom() && role.role().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("role of your own"));
    }

    private void record(UUID actor, String action, Role role) {
        String permissions = String.join(" ", role.permissions());
        audit.record(new AuditAct(
                Actor.user(actor),
                action,
                "role",
                role.role(),
                Map.of("permissions", permissions.substring(0, Math.min(permissions.length(), 500)))));
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }
}
