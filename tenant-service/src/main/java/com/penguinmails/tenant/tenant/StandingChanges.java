package com.penguinmails.tenant.tenant;

import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the other services that the tenant in scope got another status, in the transaction that gave it. */
@Component
public class StandingChanges {

    private final JdbcClient jdbc;
    private final JobQueue jobs;
    private final Clock clock;

    StandingChanges(JdbcClient jdbc, JobQueue jobs, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @param status as in {@code tenants.status} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String status) {
        UUID tenant = TenantScope.current().value();
        // Takes the row's lock if nobody has it yet: the numbers go up in the order of the commits.
        long seq = jdbc.sql(
                        "update tenants set standing_seq = standing_seq + 1 where tenant_id = ? returning standing_seq")
                .param(tenant)
                .query(Long.class)
                .single();
        var news = new TenantStanding(tenant, Standing.valueOf(status.toUpperCase(Locale.ROOT)), seq, clock.instant());
        jobs.enqueueAll(TenantEvents.STANDING_CHANGED.stream()
                .map(kind -> NewJob.of(kind, news).priority(NewJob.HIGH))
                .toList());
    }
}
