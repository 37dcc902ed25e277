package com.penguinmails.tenant.rules;

import com.penguinmails.contracts.tenant.TenantRules;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.flag.TenantFeatures;
import com.penguinmails.tenant.policy.Policies;
import com.penguinmails.tenant.quota.Quotas;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;

/** Answers the other services. */
@RestController
@InternalEndpoint
class RulesController implements TenantRules {

    private final Policies policies;
    private final Quotas quotas;
    private final TenantFeatures features;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RulesController(
            Policies policies,
            Quotas quotas,
            TenantFeatures features,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.policies = policies;
        this.quotas = quotas;
        this.features = features;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Rules rules(UUID tenantId) {
        return TenantScope.<Rules, RuntimeException>call(
                new TenantId(tenantId),
                () -> transaction.execute(status -> {
                    boolean exists = jdbc.sql("select exists (select 1 from tenants where tenant_id = ?)")
                            .param(tenantId)
                            .query(Boolean.class)
                            .single();
                    if (!exists) {
                        throw Refusal.notFound("tenant");
                    }
                    return new Rules(tenantId, policies.current(), quotas.limits(), features.on());
                }));
    }
}
