package com.penguinmails.tenant.policy;

import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The settings of the tenant in scope. */
@Component
class Settings {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Settings(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public TenantSettings current() {
        return jdbc.sql("select language, date_format, week_start from tenant_settings where tenant_id = ?")
                .param(TenantScope.current().value())
                .query((row, number) -> new TenantSettings(row.getString(1), row.getString(2), row.getString(3)))
                .optional()
                .orElse(TenantSettings.DEFAULT);
    }

    @Transactional
    public TenantSettings set(UUID actor, TenantSettings settings) {
        if (settings.equals(current())) {
            return settings;
        }
        jdbc.sql("""
                        insert into tenant_settings (tenant_id, language, date_format, week_start)
                        values (:tenant, :language, :format, :start)
                        on conflict (tenant_id) do update set language = :language, date_format = :format, week_start = :start""")
                .param("tenant", TenantScope.current().value())
                .param("language", settings.language())
                .param("format", settings.dateFormat())
                .param("start", settings.weekStart())
                .update();
        audit.record(new AuditAct(
                Actor.user(actor),
                "settings.changed",
                "tenant",
                TenantScope.current().toString(),
                Map.of(
                        "language", settings.language(),
                        "dateFormat", settings.dateFormat(),
                        "weekStart", settings.weekStart())));
        return settings;
    }
}
