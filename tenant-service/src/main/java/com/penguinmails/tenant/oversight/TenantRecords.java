package com.penguinmails.tenant.oversight;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.staff.StaffStandings;
import com.penguinmails.tenant.tenant.StandingChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds tenants for operators, suspends and reinstates them. The one place that opens the door {@code staff_search}. */
@Component
class TenantRecords {

    private static final String SELECT = "select tenant_id, name, status, timezone, created_at from tenants ";

    private final JdbcClient jdbc;
    private final StaffStandings staff;
    private final StandingChanges others;
    private final AuditLog audit;

    TenantRecords(JdbcClient jdbc, StaffStandings staff, StandingChanges others, AuditLog audit) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.others = others;
        this.audit = audit;
    }

    /** From new to old.
     *
     * @param search part of a name; null for all
     */
    @Transactional(readOnly = true)
    public List<TenantRecord> list(
            UUID operator, @Nullable String search, @Nullable String status, UUID before, int limit) {
        staff.require(operator, PlatformPermissions.TENANT_READ);
        door("on");
        List<TenantRecord> found = jdbc.sql(SELECT + """
                        where tenant_id < :before
                          and (:search::text is null or strpos(lower(name), lower(:search)) > 0)
                          and (:status::text is null or status = :status)
                        order by tenant_id desc limit :limit""")
                .param("before", before)
                .param("search", search)
                .param("status", status)
                .param("limit", limit)
                .query(TenantRecords::tenant)
                .list();
        door("");
        return found;
    }

    /** The tenant in scope. Refuses with {@code permission-required} or {@code not-found}. */
    @Transactional(readOnly = true)
    public TenantRecord get(UUID operator) {
        staff.require(operator, PlatformPermissions.TENANT_READ);
        return find("");
    }

    /**
     * The tenant in scope from now on. A suspended one sends nothing. Refuses with {@code permission-required}, {@code not-found} or
     * {@code tenant-status}.
     */
    @Transactional
    public TenantRecord setStatus(UUID operator, String from, String to, String reason) {
        staff.require(operator, PlatformPermissions.TENANT_MANAGE);
        TenantRecord tenant = find(" for no key update");
        if (!tenant.status().equals(from)) {
            throw Refusal.conflict("tenant-status", "This tenant is " + tenant.status() + ".");
        }
        jdbc.sql("update tenants set status = ? where tenant_id = ?")
                .params(to, tenant.id())
                .update();
        others.tell(to);
        audit.record(new AuditAct(
                Actor.operator(operator),
                to.equals("suspended") ? "tenant.suspended" : "tenant.reinstated",
                "tenant",
                tenant.id().toString(),
                Map.of("reason", reason)));
        return new TenantRecord(tenant.id(), tenant.name(), to, tenant.timezone(), tenant.createdAt());
    }

    private TenantRecord find(String lock) {
        return jdbc.sql(SELECT + "where tenant_id = ?" + lock)
                .param(TenantScope.current().value())
                .query(TenantRecords::tenant)
                .optional()
                .orElseThrow(() -> Refusal.notFound("tenant"));
    }

    private void door(String value) {
        jdbc.sql("select set_config('app.staff_search', ?, true)")
                .param(value)
                .query((row, number) -> number)
                .list();
    }

    private static TenantRecord tenant(ResultSet row, int number) throws SQLException {
        return new TenantRecord(
                row.getObject("tenant_id", UUID.class),
                row.getString("name"),
                row.getString("status"),
                row.getString("timezone"),
                row.getTimestamp("created_at").toInstant());
    }
}
