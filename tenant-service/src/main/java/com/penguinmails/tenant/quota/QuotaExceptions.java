package com.penguinmails.tenant.quota;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.staff.StaffStandings;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator gives the tenant in scope another limit than the usual one, seen by the tenant. */
@Component
class QuotaExceptions {

    private final JdbcClient jdbc;
    private final Quotas quotas;
    private final StaffStandings staff;
    private final AuditLog audit;
    private final Clock clock;

    QuotaExceptions(JdbcClient jdbc, Quotas quotas, StaffStandings staff, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.quotas = quotas;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses with {@code not-found} when there is no such tenant. */
    @Transactional(readOnly = true)
    public List<Quotas.Limit> all() {
        requireTenant();
        return quotas.all();
    }

    /** @param most null for the usual limit again. Refuses with {@code permission-required} or {@code not-found}. */
    @Transactional
    public List<Quotas.Limit> set(UUID operator, Quota quota, @Nullable Long most, String reason) {
        staff.require(operator, PlatformPermissions.TENANT_MANAGE);
        requireTenant();
        long before = quotas.most(quota);
        if (most == null) {
            jdbc.sql("delete from quota_exceptions where tenant_id = ? and quota = ?")
                    .params(TenantScope.current().value(), quota.id())
                    .update();
        } else {
            jdbc.sql("""
                            insert into quota_exceptions (tenant_id, quota, most, reason, set_by, set_at)
                            values (:tenant, :quota, :most, :reason, :by, :now)
                            on conflict (tenant_id, quota) do update set most = :most, reason = :reason, set_by = :by, set_at = :now""")
                    .param("tenant", TenantScope.current().value())
                    .param("quota", quota.id())
                    .param("most", most)
                    .param("reason", reason)
                    .param("by", operator)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }
        var details = new HashMap<>(Map.of("before", Long.toString(before), "most", Long.toString(quotas.most(quota))));
        details.put("reason", reason);
        audit.record(new AuditAct(Actor.operator(operator), "quota.changed", "quota", quota.id(), details));
        return quotas.all();
    }

    private void requireTenant() {
        boolean exists = jdbc.sql("select exists (select 1 from tenants where tenant_id = ?)")
                .param(TenantScope.current().value())
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw Refusal.notFound("tenant");
        }
    }
}
