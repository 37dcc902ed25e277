package com.penguinmails.tenant.tenant;

import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The row of the tenant in scope. */
@Component
class TenantTable {

    private static final String SELECT =
            "select tenant_id, name, status, postal_address, timezone, created_at from tenants where tenant_id = ?";

    private final JdbcClient jdbc;

    TenantTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TenantSummary tenant) {
        jdbc.sql("""
                        insert into tenants (tenant_id, name, status, postal_address, timezone, created_at)
                        values (:id, :name, :status, :postalAddress, :timezone, :createdAt)""")
                .param("id", tenant.id())
                .param("name", tenant.name())
                .param("status", tenant.status())
                .param("postalAddress", tenant.postalAddress())
                .param("timezone", tenant.timezone())
                .param("createdAt", Timestamp.from(tenant.createdAt()))
                .update();
    }

    Optional<TenantSummary> find() {
        return find("");
    }

    /** For a change: two at once come one after the other, and neither undoes what the other did. */
    Optional<TenantSummary> locked() {
        return find(" for update");
    }

    private Optional<TenantSummary> find(String lock) {
        return jdbc.sql(SELECT + lock)
                .param(TenantScope.current().value())
                .query(TenantTable::tenant)
                .optional();
    }

    void update(TenantSummary tenant) {
        jdbc.sql(
                        "update tenants set name = :name, postal_address = :postalAddress, timezone = :timezone where tenant_id = :id")
                .param("id", tenant.id())
                .param("name", tenant.name())
                .param("postalAddress", tenant.postalAddress())
                .param("timezone", tenant.timezone())
                .update();
    }

    private static TenantSummary tenant(ResultSet row, int number) throws SQLException {
        return new TenantSummary(
                row.getObject("tenant_id", UUID.class),
                row.getString("name"),
                row.getString("status"),
                row.getString("postal_address"),
                row.getString("timezone"),
                row.getTimestamp("created_at").toInstant());
    }
}
