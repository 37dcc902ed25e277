package com.penguinmails.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.IllegalTransactionStateException;

/** What both transaction managers do first: decide on a scope, then tell PostgreSQL. */
final class TenantTransactions {

    private final @Nullable String withoutTenant;

    /** @param withoutTenant why transactions of this service need no tenant; null when they do */
    TenantTransactions(@Nullable String withoutTenant) {
        this.withoutTenant = withoutTenant;
    }

    /** Asked before a connection is taken, so that a refusal leaks nothing. */
    String rlsValue() {
        return TenantScope.scope().map(TenantScope.Scope::rlsValue).orElseGet(() -> {
            if (withoutTenant == null) {
                throw new IllegalTransactionStateException(
                        "A transaction needs a tenant in scope, or TenantScope.platform with a reason");
            }
            return "";
        });
    }

    /** The setting is local to the transaction, so commit and rollback both clear it: safe under every connection pool. */
    void apply(Connection connection, String rlsValue) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('app.tenant_id', ?, true)")) {
            statement.setString(1, rlsValue);
            statement.execute();
        }
    }
}
