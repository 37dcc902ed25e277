package com.penguinmails.tenant.entry;

import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The entries of operators into the tenant in scope. Every method needs a transaction. */
@Component
class EntryTable {

    private static final String SELECT = """
            select id, operator_id, role, reason, entered_at, expires_at, ended_at from operator_entries where tenant_id = ?
            """;

    private final JdbcClient jdbc;

    EntryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the running transaction ends, nobody else enters or ends. False when there is no such tenant, or no more. */
    boolean lockTenant() {
        return !jdbc.sql("select 1 from tenants where tenant_id = ? and status <> 'closed' for no key update")
                .param(tenant())
                .query((row, number) -> number)
                .list()
                .isEmpty();
    }

    Optional<OperatorEntry> find(UUID id) {
        return jdbc.sql(SELECT + " and id = ?")
                .params(tenant(), id)
                .query(EntryTable::entry)
                .optional();
    }

    Optional<OperatorEntry> openOf(UUID operator) {
        return jdbc.sql(SELECT + " and operator_id = ? and ended_at is null")
                .params(tenant(), operator)
                .query(EntryTable::entry)
                .optional();
    }

    /** From new to old. */
    List<OperatorEntry> list(UUID before, int limit) {
        return jdbc.sql(SELECT + " and id < ? order by id desc limit ?")
                .params(tenant(), before, limit)
                .query(EntryTable::entry)
                .list();
    }

    void insert(OperatorEntry entry) {
        jdbc.sql("""
                        insert into operator_entries (tenant_id, id, operator_id, role, reason, entered_at, expires_at)
                        values (:tenant, :id, :operator, :role, :reason, :entered, :expires)""")
                .param("tenant", tenant())
                .param("id", entry.id())
                .param("operator", entry.operatorId())
                .param("role", entry.role())
                .param("reason", entry.reason())
                .param("entered", Timestamp.from(entry.enteredAt()))
                .param("expires", Timestamp.from(entry.expiresAt()))
                .update();
    }

    /** False when it had ended before. */
    boolean end(UUID id, Instant now) {
        return jdbc.sql("update operator_entries set ended_at = ? where tenant_id = ? and id = ? and ended_at is null")
                        .params(Timestamp.from(now), tenant(), id)
                        .update()
                == 1;
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }

    private static OperatorEntry entry(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new OperatorEntry(
                row.getObject("id", UUID.class),
                row.getObject("operator_id", UUID.class),
                row.getString("role"),
                row.getString("reason"),
                row.getTimestamp("entered_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
