package com.penguinmails.tenancy;

import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Begins JPA transactions with the tenant set; JDBC work on the same data source joins them. */
final class TenantJpaTransactionManager extends JpaTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient TenantTransactions tenants;

    TenantJpaTransactionManager(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        String rlsValue = tenants.rlsValue();
        super.doBegin(transaction, definition);
        try {
            var dataSource = Objects.requireNonNull(getDataSource());
            var holder = (ConnectionHolder)
                    Objects.requireNonNull(TransactionSynchronizationManager.getResource(dataSource));
            tenants.apply(holder.getConnection(), rlsValue);
        } catch (SQLException | RuntimeException failure) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("Could not set the tenant of the transaction", failure);
        }
    }
}
