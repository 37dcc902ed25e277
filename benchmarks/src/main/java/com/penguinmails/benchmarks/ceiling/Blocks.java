package com.penguinmails.benchmarks.ceiling;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Blocks on their way from and to PostgreSQL. */
final class Blocks {

    private Blocks() {}

    /** Reads rows of tenant, id, payload and time, in the order of the queue, and moves the cursor to the last one. */
    static Shape.Block read(UUID token, PreparedStatement claim, Cursor cursor) throws SQLException {
        List<UUID> tenants = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        List<String> payloads = new ArrayList<>();
        try (var rows = claim.executeQuery()) {
            while (rows.next()) {
                tenants.add(rows.getObject(1, UUID.class));
                ids.add(rows.getObject(2, UUID.class));
                payloads.add(rows.getString(3));
                cursor.moveTo(tenants.getLast(), rows.getObject(4, OffsetDateTime.class), ids.getLast());
            }
        }
        return new Shape.Block(token, tenants, ids, payloads);
    }

    static Array array(Connection connection, List<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }
}
