package com.penguinmails.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Runs {@code bootstrap/roles-and-schemas.sql}, the same script that psql runs elsewhere. Every method may be called again on a
 * database that is already prepared; nothing is dropped.
 */
public final class DatabaseBootstrap {

    /** Where the script lies on the class path. */
    public static final String SCRIPT = "/bootstrap/roles-and-schemas.sql";

    private static final String DUPLICATE_DATABASE = "42P04";
    /** Two sessions at the same instant collide in the catalog's unique index instead of being told politely. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final Pattern VARIABLE = Pattern.compile(":'([a-z]+(?:_[a-z]+)*)_password'");

    private DatabaseBootstrap() {}

    /**
     * Makes roles, schemas and grants in the database that {@code jdbcUrl} names.
     *
     * @throws SQLException if the user is no superuser or the server refuses; nothing has changed then
     */
    public static void apply(String jdbcUrl, String superuser, String password, DatabaseRoles roles)
            throws SQLException {
        apply(dataSource(jdbcUrl, superuser, password), roles);
    }

    /**
     * Makes roles, schemas and grants in the database that {@code superuser} connects to, in one transaction.
     *
     * @throws SQLException if the user is no superuser or the server refuses; nothing has changed then
     */
    public static void apply(DataSource superuser, DatabaseRoles roles) throws SQLException {
        String script = script(roles);
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // A backslash in a password must stay one character of it.
            statement.execute("set local standard_conforming_strings = on");
            // The passwords must not reach the server's log when somebody has statement logging on.
            statement.execute("set local log_statement = 'none'");
            statement.execute("set local log_min_error_statement = 'panic'");
            statement.execute(script);
            connection.commit();
        }
    }

    /**
     * Makes an empty database unless it is there.
     *
     * @param superuser connects to any other database of the cluster, usually {@code postgres}
     * @throws SQLException if the server refuses
     */
    public static void createDatabase(DataSource superuser, String name) throws SQLException {
        try (Connection connection = superuser.getConnection()) {
            if (exists(connection, name)) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("create database " + statement.enquoteIdentifier(name, true));
            } catch (SQLException e) {
                if (!DUPLICATE_DATABASE.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static DataSource dataSource(String jdbcUrl, String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(jdbcUrl);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** The script with every {@code :'<role>_password'} replaced the way psql does it: by a quoted literal. */
    static String script(DatabaseRoles roles) {
        Matcher matcher = VARIABLE.matcher(template());
        return matcher.replaceAll(match ->
                Matcher.quoteReplacement("'" + roles.password(match.group(1)).replace("'", "''") + "'"));
    }

    static String template() {
        try (InputStream in = DatabaseBootstrap.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
