package com.penguinmails.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Waits for a server that went away, so that the pool behind it never sees a failure: HikariCP backs off up to five seconds after
 * failures, and so would everything that waits for a connection when the server is long back.
 *
 * <p>Before the first connection it does not wait: a wrong address shows at the start.
 */
final class PatientDataSource extends DelegatingDataSource {

    /** How the thread spends the time between two tries. */
    @FunctionalInterface
    interface Pause {
        void await(Duration time) throws InterruptedException;
    }

    private static final Logger log = LoggerFactory.getLogger(PatientDataSource.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private static final String CONNECTION_EXCEPTIONS = "08";
    private static final String CANNOT_CONNECT_NOW = "57P03";
    private static final String ADMIN_SHUTDOWN = "57P01";
    private static final String CRASH_SHUTDOWN = "57P02";

    private final String name;
    private final Pause pause;
    private volatile boolean connectedBefore;
    private volatile boolean givenUp;

    PatientDataSource(String name, DataSource server, Pause pause) {
        super(server);
        this.name = name;
        this.pause = pause;
    }

    /** Waits no longer for a server that is away, because its pool is closed, which does not interrupt who connects. */
    void giveUp() {
        givenUp = true;
    }

    /** Fails at once when the server refuses, and within 250 ms of {@link #giveUp} when it is away. */
    @Override
    public Connection getConnection() throws SQLException {
        SQLException outage = null;
        while (true) {
            try {
                Connection connection = super.getConnection();
                connectedBefore = true;
                if (outage != null) {
                    log.info("The database of {} answers again", name);
                }
                return connection;
            } catch (SQLException failure) {
                if (!connectedBefore || givenUp || !isAway(failure)) {
                    throw failure;
                }
                if (outage == null) {
                    log.warn("The database of {} is away: {}", name, failure.getMessage());
                    outage = failure;
                }
                awaitNextTry(failure);
            }
        }
    }

    private void awaitNextTry(SQLException failure) throws SQLException {
        try {
            pause.await(BETWEEN_TRIES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** SQLSTATE as PostgreSQL and its driver give it: cannot be reached, is starting, is stopping. */
    private static boolean isAway(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state != null
                && (state.startsWith(CONNECTION_EXCEPTIONS)
                        || state.equals(CANNOT_CONNECT_NOW)
                        || state.equals(ADMIN_SHUTDOWN)
                        || state.equals(CRASH_SHUTDOWN));
    }
}
