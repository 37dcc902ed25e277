package com.penguinmails.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Begins plain JDBC transactions with the tenant set. */
final class TenantJdbcTransactionManager extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient TenantTransactions tenants;

    TenantJdbcTransactionManager(DataSource dataSource, TenantTransactions tenants) {
        super(dataSource);
        this.tenants = tenants;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        tenants.rlsValue();
        super.doBegin(transaction, definition);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        tenants.apply(connection, tenants.rlsValue());
    }
}
