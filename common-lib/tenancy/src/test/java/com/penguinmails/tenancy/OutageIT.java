package com.penguinmails.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own that is stopped and started again. */
class OutageIT {

    @TempDir
    private Path files;

    private EmbeddedPostgres server;

    @BeforeEach
    void start() throws IOException {
        server = start(0);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whoWaitsWhileTheServerIsAwayGetsAConnectionWhenItIsBack() throws Exception {
        try (HikariDataSource pool = TenantDatabase.pool(properties(server.getPort()));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(answer(pool)).isEqualTo(7);
            server.close();
            assertThatThrownBy(() -> answer(pool)).isInstanceOf(SQLException.class);

            Callable<Integer> asking = () -> answer(pool);
            List<Future<Integer>> waiting = List.of(callers.submit(asking), callers.submit(asking));
            server = start(server.getPort());

            for (Future<Integer> answer : waiting) {
                assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(7);
            }
        }
    }

    @Test
    void aPoolClosesWhileItsServerIsAway() throws Exception {
        HikariDataSource pool = TenantDatabase.pool(properties(server.getPort()));
        assertThat(answer(pool)).isEqualTo(7);
        server.close();
        assertThatThrownBy(() -> answer(pool)).isInstanceOf(SQLException.class);
        pool.close();
        assertThat(pool.isClosed()).isTrue();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("outage:connection-adder")) {
                assertThat(thread.join(Duration.ofMinutes(1))).as("has ended").isTrue();
            }
        }
    }

    @Test
    void aServerThatIsNotThereAtTheStartEndsTheStart() throws IOException {
        int port = server.getPort();
        server.close();
        assertThatThrownBy(() -> TenantDatabase.pool(properties(port)).close()).hasMessageContaining("refused");
    }

    private static int answer(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select 7")) {
            result.next();
            return result.getInt(1);
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(files.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static DatabaseProperties properties(int port) {
        return new DatabaseProperties(
                "jdbc:postgresql://localhost:" + port + "/postgres",
                "postgres",
                "postgres",
                "",
                "",
                "outage",
                List.of(),
                2,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                "");
    }
}
