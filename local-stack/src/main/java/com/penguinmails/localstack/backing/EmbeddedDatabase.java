package com.penguinmails.localstack.backing;

import com.penguinmails.bootstrap.DatabaseBootstrap;
import com.penguinmails.localstack.process.LogFile;
import com.penguinmails.localstack.process.OwnProcesses;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.state.Secrets;
import com.penguinmails.localstack.state.StateFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL with data that stay, safe against a crash, sized for a laptop. */
final class EmbeddedDatabase implements AutoCloseable {

    /** Name of its process record and of its log. */
    static final String NAME = "postgres";

    static final String DATABASE = "penguinmails";

    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    /** The embedded server's own defaults favour throw-away tests: it starts with -F, which means no fsync. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_connections", "200"),
            Map.entry("max_wal_size", "1GB"),
            Map.entry("checkpoint_timeout", "15min"),
            // Every query here is short; compiling it costs more than running it.
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("listen_addresses", "127.0.0.1"),
            // TCP is enough, and a socket in a shared folder would need a name of its own per stack.
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("log_line_prefix", "%m [%p] %u "),
            Map.entry("log_checkpoints", "off"));

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts the server on the data in the state folder, making them if there are none, and prepares roles and schemas. A server that
     * an earlier, killed launcher left behind on the same data is stopped first.
     */
    static EmbeddedDatabase start(StateFolder state, int port, Secrets secrets)
            throws IOException, SQLException, InterruptedException {
        Path home = Files.createDirectories(state.postgres());
        Path data = data(state);
        stopLeftover(state);
        String password = secrets.databasePassword(Secrets.SUPERUSER);
        LogFile log = state.log(NAME);
        log.rotate();
        Path passwordFile = passwordFile(home, password);
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setOverrideWorkingDirectory(home.resolve("bin").toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setConnectConfig("password", password)
                    .setOutputRedirector(
                            ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                    .setErrorRedirector(
                            ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                    // Options of initdb. Passwords are asked for even here: whoever can reach the port is not thereby a
                    // superuser.
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    // The same order and case rules on every machine, whatever its locales.
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C");
            // pg_ctl hands its options to a shell, where an unquoted space or nothing at all would end one.
            SETTINGS.forEach((name, value) -> builder.setServerConfig(name, "'" + value + "'"));
            EmbeddedDatabase database = new EmbeddedDatabase(builder.start());
            postmaster(data).ifPresent(process -> state.processes().save(ProcessRecord.of(NAME, process)));
            database.prepare(secrets, password);
            return database;
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private void prepare(Secrets secrets, String password) throws SQLException {
        Map<String, String> login = Map.of("password", password);
        DatabaseBootstrap.createDatabase(postgres.getDatabase(Secrets.SUPERUSER, "postgres", login), DATABASE);
        DatabaseBootstrap.apply(postgres.getDatabase(Secrets.SUPERUSER, DATABASE, login), secrets.databaseRoles());
    }

    /** Stops the server on these data that was left behind, if there is one. */
    static void stopLeftover(StateFolder state) throws InterruptedException {
        Path data = data(state);
        if (state.processes().running(NAME).isEmpty()) {
            // A launcher killed between starting the server and recording it leaves only the server's own pid file.
            postmaster(data)
                    .filter(process -> process.info()
                            .commandLine()
                            .map(line -> line.contains(data.toString()))
                            .orElse(false))
                    .ifPresent(process -> state.processes().save(ProcessRecord.of(NAME, process)));
        }
        new OwnProcesses(state.processes()).interrupt(NAME, SHUTDOWN);
    }

    private static Path data(StateFolder state) {
        return state.postgres().resolve("data");
    }

    /** The server's own pid file: its first line is the process id. */
    private static Optional<ProcessHandle> postmaster(Path data) {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Path passwordFile(Path home, String password) throws IOException {
        Path file = Files.createTempFile(
                home, "pw", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return file;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
