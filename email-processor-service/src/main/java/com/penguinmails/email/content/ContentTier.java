package com.penguinmails.email.content;

import com.penguinmails.tenancy.DatabaseProperties;
import com.penguinmails.tenancy.TenantDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way to the content schema, wherever configuration puts it. Its transactions are its own: nothing is atomic across the tiers. */
@Component
class ContentTier implements DisposableBean {

    private static final String SCHEMA = "content";
    private static final String MIGRATIONS = "classpath:db/content";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final @Nullable TenantDatabase own;

    ContentTier(
            ContentProperties content,
            DatabaseProperties main,
            JdbcClient mainJdbc,
            PlatformTransactionManager mainTransactions) {
        boolean shared = content.databaseUrl().isEmpty();
        var database = new DatabaseProperties(
                shared ? main.url() : content.databaseUrl(),
                content.databaseUser(),
                content.databasePassword(),
                content.databaseOwnerUser(),
                content.databaseOwnerPassword(),
                SCHEMA,
                List.of(),
                main.poolSize(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                "");
        if (shared) {
            TenantDatabase.migrate(database, MIGRATIONS);
            this.own = null;
            this.jdbc = mainJdbc;
            this.transaction = new TransactionTemplate(mainTransactions);
        } else {
            this.own = TenantDatabase.open(database, MIGRATIONS);
            this.jdbc = own.jdbc();
            this.transaction = new TransactionTemplate(own.transactions());
        }
    }

    <T extends @Nullable Object> T inTransaction(Function<JdbcClient, T> work) {
        return transaction.execute(status -> work.apply(jdbc));
    }

    @Override
    public void destroy() {
        if (own != null) {
            own.close();
        }
    }
}
