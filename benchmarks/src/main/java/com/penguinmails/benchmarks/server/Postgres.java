package com.penguinmails.benchmarks.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** The one PostgreSQL server of a run, durable and with room, the same for every system. */
public final class Postgres implements AutoCloseable {

    /** The embedded server's own defaults favour throw-away tests: it would start without fsync. */
    public static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "2GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "30min",
            "autovacuum", "on",
            "max_connections", "200",
            "jit", "off",
            "timezone", "UTC");

    private final EmbeddedPostgres server;
    private final Path data;

    private Postgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** Starts on new data in {@code folder}; the output goes to a log there. Ends with this JVM at the latest. */
    public static Postgres start(Path folder) throws IOException {
        Path log = folder.resolve("postgres.log");
        Path data = folder.resolve("data");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // pg_ctl hands its options to a shell.
        SETTINGS.forEach((name, value) -> builder.setServerConfig(name, "'" + value + "'"));
        return new Postgres(builder.start(), data);
    }

    /** Makes an empty database. */
    public Database create(String name) throws SQLException {
        var admin = database("postgres");
        admin.execute("create database " + name);
        return database(name);
    }

    public void drop(Database database) throws SQLException {
        database("postgres").execute("drop database if exists " + database.name() + " with (force)");
    }

    public Database database(String name) {
        return new Database(name, server.getPort());
    }

    /** The process whose children serve the connections. */
    public ProcessHandle postmaster() throws IOException {
        try (var lines = java.nio.file.Files.lines(data.resolve("postmaster.pid"))) {
            long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(pid).orElseThrow();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
