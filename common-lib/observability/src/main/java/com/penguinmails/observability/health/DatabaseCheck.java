package com.penguinmails.observability.health;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Asks the database for one row. It needs no tenant: the statement reads no table. */
record DatabaseCheck(DataSource source) implements HealthCheck {

    private static final int TIMEOUT_SECONDS = 2;

    @Override
    public String name() {
        return "db";
    }

    @Override
    public HealthReport check() {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.execute("select 1");
            return HealthReport.healthy();
        } catch (SQLException failure) {
            return HealthReport.unhealthy("the database does not answer (SQLSTATE " + failure.getSQLState() + ")");
        }
    }
}
