package com.penguinmails.billing.subscription;

import com.penguinmails.billing.plan.Plan;
import com.penguinmails.tenancy.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives the tenant in scope its trial, once, whoever asks first. */
@Component
class Trials {

    static final Duration LENGTH = Duration.ofDays(14);

    private final JdbcClient jdbc;

    Trials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when the tenant has a subscription already, of whatever kind. */
    @Transactional
    public void start(Instant at) {
        jdbc.sql("""
                insert into subscriptions (tenant_id, plan, status, started_at, trial_ends_at)
                values (:tenant, :plan, 'trialing', :start, :end)
                on conflict (tenant_id) do nothing
                """)
                .param("tenant", TenantScope.current().value())
                .param("plan", Plan.TRIAL)
                .param("start", at.atOffset(ZoneOffset.UTC))
                .param("end", at.plus(LENGTH).atOffset(ZoneOffset.UTC))
                .update();
    }
}
