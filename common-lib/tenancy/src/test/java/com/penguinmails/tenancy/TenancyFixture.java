package com.penguinmails.tenancy;

import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.TestDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with one well-made pair of tables, a pool of the application role, and transactions with a tenant. */
final class TenancyFixture implements AutoCloseable {

    static final String POLICY = """
            using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))""";

    final TestDatabase database = TestDatabase.create();
    final HikariDataSource pool;
    final TransactionTemplate transaction;
    final JdbcClient jdbc;

    TenancyFixture(int poolSize) {
        asOwner(
                "create table list (tenant_id uuid not null, id uuid not null, name text, primary key (tenant_id, id))");
        asOwner("""
                create table lead (tenant_id uuid not null, id uuid not null, list_id uuid, email text,
                  primary key (tenant_id, id), unique (tenant_id, email),
                  foreign key (tenant_id, list_id) references list (tenant_id, id))""");
        for (String table : List.of("list", "lead")) {
            asOwner("alter table " + table + " enable row level security");
            asOwner("alter table " + table + " force row level security");
            asOwner("create policy tenant on " + table + " " + POLICY);
        }
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername("campaigns_app");
        config.setPassword(TestDatabase.PASSWORD);
        config.setMaximumPoolSize(poolSize);
        config.setAutoCommit(false);
        pool = new HikariDataSource(config);
        transaction = new TransactionTemplate(new TenantJdbcTransactionManager(pool, new TenantTransactions(null)));
        jdbc = JdbcClient.create(pool);
    }

    void asOwner(String sql) {
        execute("campaigns_owner", sql);
    }

    void execute(String role, String sql) {
        try (var connection = database.connectingAs(role).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    UUID insertLead(TenantId tenant, String email) {
        UUID id = UUID.randomUUID();
        TenantScope.run(
                tenant,
                () -> transaction.executeWithoutResult(
                        status -> jdbc.sql("insert into lead (tenant_id, id, email) values (?, ?, ?)")
                                .params(tenant.value(), id, email)
                                .update()));
        return id;
    }

    @Nullable
    List<UUID> tenantsSeen() {
        return transaction.execute(status -> jdbc.sql("select distinct tenant_id from lead")
                .query(UUID.class)
                .list());
    }

    /** What a connection of the pool knows of a tenant before a transaction tells it. */
    String tenantRemembered() {
        return jdbc.sql("select coalesce(current_setting('app.tenant_id', true), '')")
                .query(String.class)
                .single();
    }

    List<String> findings(DatabaseProperties properties) {
        var findings = TenantScope.platform(
                "test", () -> transaction.execute(status -> new CatalogCheck(jdbc, properties).findings()));
        return java.util.Objects.requireNonNull(findings).stream()
                .map(CatalogCheck.Finding::toString)
                .toList();
    }

    static DatabaseProperties properties(List<String> global, List<String> doors) {
        return new DatabaseProperties(
                "jdbc:postgresql://unused/x",
                "",
                "",
                "",
                "",
                "campaigns",
                List.of(),
                2,
                global,
                doors,
                List.of(),
                Map.of(),
                "");
    }

    @Override
    public void close() {
        pool.close();
    }
}
