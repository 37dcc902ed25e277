package com.penguinmails.tenant.policy;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.TenantRules.SignInPolicy;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.membership.Standings;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How members of the tenant in scope must sign in. */
@Component
public class Policies {

    private static final SignInPolicy DEFAULT = new SignInPolicy(false, null);

    private final JdbcClient jdbc;
    private final Standings standings;
    private final AuditLog audit;

    Policies(JdbcClient jdbc, Standings standings, AuditLog audit) {
        this.jdbc = jdbc;
        this.standings = standings;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public SignInPolicy current() {
        return jdbc.sql("select mfa_required, session_minutes from tenant_policies where tenant_id = ?")
                .param(TenantScope.current().value())
                .query((row, number) -> new SignInPolicy(row.getBoolean(1), (Integer) row.getObject(2)))
                .optional()
                .orElse(DEFAULT);
    }

    /** Refuses with {@code permission-required}. */
    @Transactional
    public SignInPolicy set(UUID actor, SignInPolicy policy) {
        standings.lock();
        standings.require(actor, Permissions.SECURITY_MANAGE);
        SignInPolicy before = current();
        if (before.equals(policy)) {
            return before;
        }
        jdbc.sql("""
                        insert into tenant_policies (tenant_id, mfa_required, session_minutes) values (:tenant, :mfa, :minutes)
                        on conflict (tenant_id) do update set mfa_required = :mfa, session_minutes = :minutes""")
                .param("tenant", TenantScope.current().value())
                .param("mfa", policy.mfaRequired())
                .param("minutes", policy.sessionMinutes(), Types.INTEGER)
                .update();
        audit.record(new AuditAct(
                Actor.user(actor),
                "policy.changed",
                "tenant",
                TenantScope.current().toString(),
                Map.of(
                        "mfaRequired", Boolean.toString(policy.mfaRequired()),
                        "mfaRequiredBefore", Boolean.toString(before.mfaRequired()),
                        "sessionMinutes", String.valueOf(policy.sessionMinutes()),
                        "sessionMinutesBefore", String.valueOf(before.sessionMinutes()))));
        return policy;
    }
}
