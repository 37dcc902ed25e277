package com.penguinmails.user.session;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends the sign-ins that work in a tenant that is closed, so that the gateway turns their tokens away within a minute, and lets go of
 * the tenant's notifications, apps and identity provider. A suspended or closing tenant can still be read, so nothing ends then.
 */
@Component
class TenantEnd implements JobHandler {

    /** What else lies here of a tenant; codes and requests of apps go with the apps. */
    private static final List<String> OF_TENANTS = List.of(
            "notifications",
            "apps",
            "sso_attempts",
            "sso_identities",
            "sso_domains",
            "sso_domain_owners",
            "sso_connections");

    private final JdbcClient jdbc;
    private final JobPayloads payloads;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TenantEnd(JdbcClient jdbc, JobPayloads payloads, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.payloads = payloads;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TenantEvents.STANDING;
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        TenantStanding news = payloads.read(delivery, TenantStanding.class);
        if (news.standing() == Standing.CLOSED) {
            transaction.executeWithoutResult(status -> end(delivery.tenantId()));
        }
        return JobReports.done(delivery);
    }

    private void end(UUID tenant) {
        jdbc.sql("""
                        update sessions set revoked_at = :now, revoked_because = 'tenant-closed'
                        where tenant_id = :tenant and revoked_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant)
                .update();
        OF_TENANTS.forEach(table -> jdbc.sql("delete from " + table + " where tenant_id = :tenant")
                .param("tenant", tenant)
                .update());
    }
}
