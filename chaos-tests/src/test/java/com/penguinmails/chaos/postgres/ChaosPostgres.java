package com.penguinmails.chaos.postgres;

import com.penguinmails.bootstrap.DatabaseBootstrap;
import com.penguinmails.bootstrap.DatabaseRoles;
import com.penguinmails.chaos.process.ChildProcess;
import com.penguinmails.chaos.process.Children;
import com.penguinmails.chaos.process.Ports;
import com.penguinmails.chaos.process.Workplace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The server, with the roles and schemas of production. Its process is a child of ours. */
public final class ChaosPostgres {

    /** Of every role. */
    public static final String PASSWORD = "chaos-only";

    private static final String DATABASE = "penguinmails";
    private static final String NAME = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a killed process has handed to the operating system survives it, so nothing here needs to reach the disk. */
    private static final List<String> SETTINGS = List.of(
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=on",
            "max_connections=150",
            "shared_buffers=128MB",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "timezone=America/St_Johns");

    /** The server refuses to run as root; in a user namespace of its own root is nobody, and the process keeps its id. */
    private static final List<String> AS_NOBODY =
            System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();

    private final Children children;
    private final Path data;
    private final Path binary;
    private final int port = Ports.free();
    private @Nullable ChildProcess process;

    private ChaosPostgres(Children children, Path data, Path binary) {
        this.children = children;
        this.data = data;
        this.binary = binary;
    }

    /** Makes the data and starts the server. */
    public static ChaosPostgres start(Workplace workplace, Children children) {
        Path data = workplace.folder(NAME).resolve("data");
        try (var maker = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setPGStartupWait(PATIENCE)
                .start()) {
            DatabaseBootstrap.createDatabase(maker.getPostgresDatabase(), DATABASE);
            DatabaseBootstrap.apply(maker.getDatabase("postgres", DATABASE), DatabaseRoles.each(role -> PASSWORD));
            var postgres = new ChaosPostgres(children, data, binary(data));
            maker.close();
            postgres.start();
            return postgres;
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", failure);
        } catch (SQLException failure) {
            throw new IllegalStateException("the database could not be prepared", failure);
        }
    }

    public int port() {
        return port;
    }

    /** The address for a process whose way to the server is {@code port}. */
    public static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Connects as the superuser, whom no policy binds. */
    public DataSource superuser() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(port));
        source.setUser("postgres");
        source.setPassword(PASSWORD);
        source.setConnectTimeout(5);
        return source;
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Starts it on its data and returns when it answers. */
    public synchronized void start() {
        var command = new ArrayList<>(AS_NOBODY);
        command.addAll(List.of(binary.toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        process = children.start(NAME, command, Map.of());
        Awaitility.await("PostgreSQL answers")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::answers);
    }

    /** SIGKILL for the server and everything it has started, at once. */
    public synchronized void kill() {
        var running = process;
        if (running != null) {
            List<ProcessHandle> backends = running.descendants();
            running.kill();
            backends.forEach(ProcessHandle::destroyForcibly);
            Awaitility.await("the backends are gone")
                    .atMost(PATIENCE)
                    .until(() -> backends.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private boolean answers() {
        try (Connection connection = superuser().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** The server's own note of how it was started names the unpacked binary. */
    private static Path binary(Path data) throws IOException {
        return Path.of(Files.readString(data.resolve("postmaster.opts")).split(" ", 2)[0]);
    }
}
