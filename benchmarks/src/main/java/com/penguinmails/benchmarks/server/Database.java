package com.penguinmails.benchmarks.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on the server of this run; local connections are trusted. */
public record Database(String name, int port) {

    /** The superuser. */
    public static final String USER = "postgres";

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** In the form that clients outside Java take. */
    public String url() {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + name;
    }

    /** Connects as the superuser, whom no policy binds. */
    public DataSource superuser() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(USER);
        return source;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    public long number(String sql) throws SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The first column of the first row. */
    public String text(String sql) throws SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Fresh statistics, no dead rows, nothing left to be written: where every timed run begins. */
    public void settle() throws SQLException {
        execute("vacuum analyze");
        execute("checkpoint");
    }

    /** A snapshot that stays open, as a long report or a dump in progress would hold it, until it is closed. */
    public Connection holdSnapshot() throws SQLException {
        Connection connection = superuser().getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from pg_class");
        }
        return connection;
    }
}
