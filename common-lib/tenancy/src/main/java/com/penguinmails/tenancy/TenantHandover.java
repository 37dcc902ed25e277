package com.penguinmails.tenancy;

import com.penguinmails.kernel.TenantId;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a part of a running transaction for another tenant and then hands the transaction back.
 *
 * <p>Needed where a tenant comes into being: its rows and the founder's idempotency key must commit together. Whoever uses it must
 * flush what it wrote through JPA before it returns, or the rows would be written under the wrong tenant and refused.
 */
public final class TenantHandover {

    private final JdbcClient jdbc;

    TenantHandover(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without a running transaction this is {@link TenantScope#call}. */
    public <T> T to(TenantId tenant, Supplier<T> work) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return TenantScope.<T, RuntimeException>call(tenant, work::get);
        }
        String before = TenantScope.scope().map(TenantScope.Scope::rlsValue).orElse("");
        set(tenant.toString());
        T result = TenantScope.<T, RuntimeException>call(tenant, work::get);
        // A failure rolls the whole transaction back, so there is nothing to restore then.
        set(before);
        return result;
    }

    private void set(String value) {
        Objects.requireNonNull(jdbc.sql("select set_config('app.tenant_id', ?, true)")
                .param(value)
                .query(String.class)
                .single());
    }
}
