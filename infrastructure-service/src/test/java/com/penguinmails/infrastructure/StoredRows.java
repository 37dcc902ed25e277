package com.penguinmails.infrastructure;

import com.penguinmails.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.UUID;

/** Looks into the tables behind the service's back. */
record StoredRows(TestDatabase database) {

    long count(String table, UUID tenant) throws SQLException {
        try (var connection = database.superuser().getConnection();
                var query = connection.prepareStatement(
                        "select count(*) from infrastructure." + table + " where tenant_id = ?")) {
            query.setObject(1, tenant);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Every column of every row of the tenant, as one text. */
    String everything(String table, UUID tenant) throws SQLException {
        try (var connection = database.superuser().getConnection();
                var query =
                        connection.prepareStatement("select coalesce(string_agg(t::text, ' '), '') from infrastructure."
                                + table + " t where tenant_id = ?")) {
            query.setObject(1, tenant);
            var rows = query.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }
}
