package com.penguinmails.testkit;

import com.penguinmails.bootstrap.DatabaseBootstrap;
import com.penguinmails.bootstrap.DatabaseRoles;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own on the one PostgreSQL of this JVM (embedded, see {@link Containers} for Docker), with the roles and schemas of production.
 *
 * <p>The server lies on {@code fsync=off}: a test never survives a power failure anyway.
 */
public final class TestDatabase {

    /** The password of every role in tests. */
    public static final String PASSWORD = "test-only";

    private static final String QUEUE_MIGRATIONS = "db/queue";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new database; the queue's tables are there when the jobs module is on the class path. */
    public static TestDatabase create() {
        var database = new TestDatabase("test_" + COUNTER.incrementAndGet());
        try {
            DatabaseBootstrap.createDatabase(new TestDatabase("postgres").superuser(), database.name);
            DatabaseBootstrap.apply(database.superuser(), Server.ROLES);
        } catch (SQLException refused) {
            throw new IllegalStateException("could not prepare a test database", refused);
        }
        if (Thread.currentThread().getContextClassLoader().getResource(QUEUE_MIGRATIONS) != null) {
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), "queue_owner", PASSWORD)
                    .defaultSchema("queue")
                    .schemas("queue")
                    .createSchemas(false)
                    .locations("classpath:" + QUEUE_MIGRATIONS)
                    .load()
                    .migrate();
        }
        return database;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + Server.INSTANCE.postgres.host() + ":" + Server.INSTANCE.postgres.port() + "/"
                + name;
    }

    /** Connects as the superuser, whom no policy binds: for looking behind the curtain. */
    public DataSource superuser() {
        return connectingAs("postgres");
    }

    /** Connects as one of the roles of {@link DatabaseRoles}. */
    public DataSource connectingAs(String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(role);
        source.setPassword(PASSWORD);
        return source;
    }

    private enum Server {
        INSTANCE;

        private static final DatabaseRoles ROLES = new DatabaseRoles(
                DatabaseRoles.NAMES.stream().collect(Collectors.toMap(Function.identity(), role -> PASSWORD)));

        private final PostgresServer postgres = PostgresServer.start(PASSWORD);
    }
}
