package com.penguinmails.tenancy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A further database of a service, when one of its tiers lives on a server of its own: the same roles, the same tenant first in
 * every transaction, the same catalog check. The service's main database needs none of this; it is auto-configured.
 *
 * <p>Its transactions are separate from those of the main database. They are no bean on purpose, so that {@code @Transactional}
 * keeps one meaning.
 */
public final class TenantDatabase implements AutoCloseable {

    private final HikariDataSource pool;
    private final PlatformTransactionManager transactions;
    private final JdbcClient jdbc;

    private TenantDatabase(HikariDataSource pool, DatabaseProperties database) {
        this.pool = pool;
        this.transactions = new TenantJdbcTransactionManager(
                pool, new TenantTransactions(database.withoutTenant().isEmpty() ? null : database.withoutTenant()));
        this.jdbc = JdbcClient.create(pool);
    }

    /**
     * Migrates the schema, opens the pool and checks the catalog.
     *
     * @param migrations Flyway location of the schema's migrations
     * @throws IllegalStateException when a table does not keep tenants apart
     */
    public static TenantDatabase open(DatabaseProperties database, String migrations) {
        migrate(database, migrations);
        var opened = new TenantDatabase(pool(database), database);
        try {
            new CatalogGate(new CatalogCheck(opened.jdbc, database), opened.transactions).afterSingletonsInstantiated();
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
        return opened;
    }

    /** Brings one more schema up to date, as its owner. */
    public static void migrate(DatabaseProperties database, String migrations) {
        Flyway.configure()
                .dataSource(owner(database))
                .defaultSchema(database.schema())
                .schemas(database.schema())
                .createSchemas(false)
                .initSql("set lock_timeout = '10s'")
                .validateMigrationNaming(true)
                .locations(migrations)
                .load()
                .migrate();
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public PlatformTransactionManager transactions() {
        return transactions;
    }

    @Override
    public void close() {
        pool.close();
    }

    static HikariDataSource pool(DatabaseProperties database) {
        var address = DatabaseAddress.parse(database.url());
        var server = new PatientDataSource(
                database.schema(), application(database, address), time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
        var config = new HikariConfig();
        config.setPoolName(database.schema());
        config.setDataSource(server);
        config.setMaximumPoolSize(database.poolSize());
        config.setMinimumIdle(1);
        // Outside a transaction nothing is committed, so a forgotten @Transactional shows at once.
        config.setAutoCommit(false);
        config.setConnectionTimeout(10_000);
        return new HikariDataSource(config) {
            @Override
            public void close() {
                server.giveUp();
                super.close();
            }
        };
    }

    private static DataSource application(DatabaseProperties database, DatabaseAddress address) {
        var properties = new Properties();
        properties.setProperty("currentSchema", database.searchPath());
        properties.setProperty("ApplicationName", database.schema());
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketTimeout", "90");
        properties.setProperty("options", database.options());
        return new DriverDataSource(
                address.jdbcUrl(),
                org.postgresql.Driver.class.getName(),
                properties,
                database.user().isEmpty() ? address.user() : database.user(),
                database.password().isEmpty() ? address.password() : database.password());
    }

    static DataSource owner(DatabaseProperties database) {
        var address = DatabaseAddress.parse(database.url());
        var source = new SimpleDriverDataSource(new org.postgresql.Driver(), address.jdbcUrl());
        source.setUsername(database.ownerUser());
        source.setPassword(database.ownerPassword());
        return source;
    }
}
