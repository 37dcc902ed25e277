package com.penguinmails.testkit.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of the superuser in which statements are tried as somebody else. Nothing of it is ever committed, so a service that runs on the same
 * database sees none of it.
 */
final class Session implements AutoCloseable {

    /** So that a service working on the same tables makes the proof fail and not hang. */
    private static final String PATIENCE = "set local lock_timeout = '20s'; set local statement_timeout = '60s'";

    private final Connection connection;
    private final Statement statement;

    private Session(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    static Session open(DataSource superuser) throws SQLException {
        var connection = superuser.getConnection();
        connection.setAutoCommit(false);
        var session = new Session(connection);
        session.run(PATIENCE);
        // A violated key is then reported by the statement that violates it.
        session.run("set constraints all immediate");
        return session;
    }

    void run(String sql) throws SQLException {
        statement.execute(sql);
    }

    long count(String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    List<List<@Nullable String>> rows(String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<List<@Nullable String>>();
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new ArrayList<@Nullable String>();
                for (int i = 1; i <= width; i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    /** As the superuser, kept until {@link #undo}, or taken back at once when it is refused. */
    Outcome keep(String sql) throws SQLException {
        run("savepoint kept");
        var outcome = execute(sql);
        run(outcome instanceof Outcome.Refused ? "rollback to savepoint kept" : "release savepoint kept");
        return outcome;
    }

    void mark() throws SQLException {
        run("savepoint marked");
    }

    void undo() throws SQLException {
        run("rollback to savepoint marked");
    }

    /**
     * Tries one statement and takes it back.
     *
     * @param scope what {@code app.tenant_id} is set to; null leaves it as a new connection has it: not set
     */
    Outcome attempt(String role, @Nullable String scope, String sql) throws SQLException {
        run("savepoint attempt; set local role " + Literal.name(role)
                + (scope == null ? "" : "; set local app.tenant_id = " + Literal.quoted(scope)));
        var outcome = execute(sql);
        run("rollback to savepoint attempt; release savepoint attempt");
        return outcome;
    }

    private Outcome execute(String sql) throws SQLException {
        try {
            if (!statement.execute(sql)) {
                return new Outcome.Rows(statement.getLargeUpdateCount());
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return new Outcome.Rows(rows.getLong(1));
            }
        } catch (SQLException refused) {
            if (refused.getSQLState() == null || refused.getSQLState().startsWith("08")) {
                throw refused;
            }
            return new Outcome.Refused(refused.getSQLState(), String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
