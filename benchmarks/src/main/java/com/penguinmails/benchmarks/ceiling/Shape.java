package com.penguinmails.benchmarks.ceiling;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** How a job lives in tables: every method is one statement, or a few in the caller's transaction. */
public interface Shape {

    /** Jobs lent together. */
    record Block(UUID token, List<UUID> tenants, List<UUID> ids, List<String> payloads) {

        boolean isEmpty() {
            return ids.isEmpty();
        }
    }

    /** Statements that make the tables. */
    List<String> tables();

    /** Adds jobs, due at once, each column as an array. */
    void add(Connection connection, UUID tenant, UUID[] ids, String[] payloads) throws SQLException;

    /**
     * Lends up to {@code most} due jobs; empty when there is none.
     *
     * @param after where this connection's last claim ended, empty for a look from the beginning; changed to where this one ends
     */
    Block claim(Connection connection, Cursor after, int most) throws SQLException;

    /** Ends all jobs of a block, if they are still lent under its token. Returns how many were. */
    int complete(Connection connection, Block block) throws SQLException;

    /** A query for how many jobs have ended. */
    String countEnded();
}
