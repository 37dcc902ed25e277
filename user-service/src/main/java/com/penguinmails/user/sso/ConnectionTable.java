package com.penguinmails.user.sso;

import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The provider of the tenant in scope. Every method needs a transaction. */
@Repository
class ConnectionTable {

    private final JdbcClient jdbc;

    ConnectionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for whoever else changes by what the tenant's members sign in. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('sso ' || ?, 0))")
                .param(TenantScope.current().toString())
                .query((row, number) -> number)
                .list();
    }

    Optional<Connection> find() {
        return jdbc.sql("select issuer, client_id, client_secret, enforced, join_role from sso_connections")
                .query((row, number) -> new Connection(
                        TenantScope.current(),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getString(5)))
                .optional();
    }

    boolean isEnforced() {
        return jdbc.sql("select enforced from sso_connections")
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void put(Connection connection, UUID by, Instant now) {
        jdbc.sql("""
                        insert into sso_connections (tenant_id, issuer, client_id, client_secret, enforced, join_role, changed_at, changed_by)
                        values (:tenant, :issuer, :client, :secret, :enforced, :role, :now, :by)
                        on conflict (tenant_id) do update set issuer = :issuer, client_id = :client, client_secret = :secret,
                          enforced = :enforced, join_role = :role, changed_at = :now, changed_by = :by""")
                .param("tenant", connection.tenant().value())
                .param("issuer", connection.issuer())
                .param("client", connection.clientId())
                .param("secret", connection.sealedSecret())
                .param("enforced", connection.enforced())
                .param("role", connection.joinRole(), Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .param("by", by)
                .update();
    }

    boolean delete() {
        return jdbc.sql("delete from sso_connections").update() == 1;
    }
}
