package com.penguinmails.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.penguinmails.localstack.fake.FakeServiceJar;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.service.DeathNotice;
import com.penguinmails.localstack.service.Supervisor;
import com.penguinmails.localstack.state.StackLock;
import com.penguinmails.localstack.state.StateFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole stack with fake services on a real PostgreSQL, Redis and mail world. Each test leaves it running. */
class StackIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static RunningStack stack;
    private static HttpClient http;

    @BeforeAll
    static void startTheStack() throws Exception {
        http = HttpClient.newHttpClient();
        config = StackConfig.of(folder, folder.resolve("state"))
                .withCatalog(FakeServiceJar.catalog(folder))
                .withEnvironment(Map.of("EXTRA", "from the test"))
                .withPatience(Duration.ofSeconds(30));
        stack = LocalStack.start(config);
    }

    @AfterAll
    static void stopIt() throws Exception {
        http.close();
        if (stack != null) {
            stack.stop();
        }
    }

    @BeforeEach
    void everythingRuns() throws Exception {
        LocalStack.start(config);
    }

    @Test
    void everyServiceIsToldItsAddressesRolesAndSecrets() throws Exception {
        String processor = get(stack.url("email-processor").resolve("/environment"));
        assertThat(processor.lines())
                .contains(
                        "DATABASE_URL=" + stack.jdbcUrl(),
                        "DATABASE_USER=email_app",
                        "DATABASE_OWNER_USER=email_owner",
                        "USER_SERVICE_URL=" + stack.url("user"),
                        "GATEWAY_URL=" + stack.url("gateway"),
                        "PUBLIC_URL=" + stack.gateway(),
                        "EMAIL_RETRY_LADDER=2s,5s,10s",
                        "EXTRA=from the test");
        assertThat(get(stack.url("worker").resolve("/environment")).lines())
                .noneMatch(line -> line.startsWith("DATABASE_"))
                .contains("WORKER_STATE_DIR=" + config.state().worker());
    }

    @Test
    void theStackFileTellsOtherProgramsWhereEverythingIs() throws Exception {
        JsonNode file = new JsonMapper().readTree(Files.readString(stack.stackFile()));
        assertThat(file.propertyNames())
                .containsExactlyInAnyOrder("gateway", "postgres", "redis", "smtp", "imap", "simulators", "services");
        assertThat(file.at("/gateway").asString()).isEqualTo(stack.gateway().toString());
        assertThat(file.at("/simulators/mail-world").asString()).startsWith("http://127.0.0.1:");
        assertThat(file.at("/services/user/pid").asLong())
                .isEqualTo(config.state().processes().find("user").orElseThrow().pid());
        try (Connection connection = DriverManager.getConnection(
                file.at("/postgres/jdbcUrl").asString(),
                file.at("/postgres/superuser").asString(),
                file.at("/postgres/password").asString())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void whatTheDemoAddsToTheStackFileIsKept() throws Exception {
        JsonMapper json = new JsonMapper();
        Map<String, Object> written = json.readValue(Files.readString(stack.stackFile()), Map.class);
        written.put("demo", Map.of("email", "ada@demo.example"));
        Files.writeString(stack.stackFile(), json.writeValueAsString(written));
        LocalStack.start(config);
        assertThat(json.readTree(Files.readString(stack.stackFile()))
                        .at("/demo/email")
                        .asString())
                .isEqualTo("ada@demo.example");
        written.remove("demo");
        Files.writeString(stack.stackFile(), json.writeValueAsString(written));
    }

    @Test
    void theDatabaseKeepsWhatItConfirmedAndAsksForPasswords() throws Exception {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("shared_buffers")).isEqualTo("256MB");
        assertThat(setting("max_connections")).isEqualTo("200");
        assertThatThrownBy(() -> DriverManager.getConnection(stack.jdbcUrl(), "postgres", "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        try (Connection app =
                DriverManager.getConnection(stack.jdbcUrl(), "users_app", stack.databasePassword("users_app"))) {
            assertThat(app.isValid(5)).isTrue();
        }
    }

    @Test
    void theMailWorldAnswersOnAllItsPorts() throws Exception {
        assertThat(greeting(stack.smtp())).startsWith("220");
        assertThat(greeting(stack.imap())).startsWith("* OK");
    }

    @Test
    void aServiceThatFailsAtStartIsNamedWithTheEndOfItsLog() throws Exception {
        stack.stop("worker");
        StackConfig failing = config.withEnvironment(Map.of("FAKE_FAILS", "worker"));
        assertThatThrownBy(() -> RunningStack.attach(failing).start("worker"))
                .isInstanceOf(StackStartException.class)
                .hasMessageContaining("worker DIED")
                .hasMessageContaining("cannot go on: no such table")
                .hasMessageContaining("line 40 before")
                .hasMessageNotContaining("line 5 before");
        assertThat(stack.isRunning("worker")).isFalse();
        assertThat(stack.isRunning("user")).isTrue();
        assertThat(printed("status")).contains("worker           DIED").contains("no such table");
    }

    @Test
    void aServiceThatDiesLaterIsNamedAtOnceAndNotStartedAgain() throws Exception {
        List<DeathNotice> told = Collections.synchronizedList(new ArrayList<>());
        try (Supervisor watching = stack.onDeath(told::add)) {
            long pid = pidOf("user");
            await().atMost(SOON).until(() -> {
                quit("user");
                return !told.isEmpty();
            });
            assertThat(told).singleElement().satisfies(notice -> {
                assertThat(notice.service()).isEqualTo("user");
                assertThat(notice.pid()).isEqualTo(pid);
                assertThat(notice.lastLines()).contains("fake user was told to quit");
            });
        }
        await().atMost(SOON)
                .until(() ->
                        Files.readString(config.state().log("backing").path()).contains("user DIED"));
        assertThat(stack.isRunning("user")).isFalse();
        assertThat(printed("status")).contains("user             DIED");

        URI before = stack.url("user");
        stack.start("user");
        assertThat(stack.url("user")).isEqualTo(before);
        assertThat(get(before.resolve("/health"))).contains("UP");
        assertThat(DeathNotice.find(config.state(), "user")).isEmpty();
    }

    @Test
    void withRestartADeadServiceComesBackByItself() throws Exception {
        StackConfig restarting = config.withRestartOnDeath(true);
        LocalStack.start(restarting);
        long before = pidOf("email-processor");
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        await().atMost(SOON).until(() -> stack.isRunning("email-processor") && pidOf("email-processor") != before);
        URI health = stack.url("email-processor").resolve("/health");
        await().atMost(SOON).ignoreExceptions().until(() -> get(health).contains("UP"));
    }

    @Test
    void killAndStopByCommandAreNoNews() throws Exception {
        List<DeathNotice> told = Collections.synchronizedList(new ArrayList<>());
        try (Supervisor watching = stack.onDeath(told::add)) {
            stack.kill("worker");
            assertThat(stack.isRunning("worker")).isFalse();
            stack.stop("gateway");
            assertThat(stack.isRunning("gateway")).isFalse();
            // The watcher has looked at everything again once it reports a real death.
            await().atMost(SOON).until(() -> {
                quit("user");
                return !told.isEmpty();
            });
        }
        assertThat(told).extracting(DeathNotice::service).containsOnly("user");
    }

    @Test
    void aServiceThatWasBuiltAnewIsStartedAgain() throws Exception {
        long before = config.state().processes().find("worker").orElseThrow().pid();
        LocalStack.start(config);
        assertThat(config.state().processes().find("worker").orElseThrow().pid())
                .isEqualTo(before);

        Files.setLastModifiedTime(config.catalog().named("worker").jar(), FileTime.from(Instant.now()));
        LocalStack.start(config);

        assertThat(config.state().processes().find("worker").orElseThrow().pid())
                .isNotEqualTo(before);
        assertThat(get(stack.url("worker").resolve("/environment"))).contains("EXTRA=from the test");
    }

    @Test
    void dataSurviveARestart() throws Exception {
        sql("create table if not exists public.kept (note text)", "insert into public.kept values ('before')");
        redis("SET kept before");
        URI gateway = stack.gateway();
        stack.stop();
        assertThat(config.state().processes().all()).isEmpty();

        stack = LocalStack.start(config);
        assertThat(value("select note from public.kept")).isEqualTo("before");
        assertThat(redis("GET kept")).contains("before");
        assertThat(stack.gateway()).isEqualTo(gateway);
        sql("drop table public.kept");
    }

    @Test
    void serversLeftBehindByAKilledLauncherAreReplacedAndNothingConfirmedIsLost() throws Exception {
        sql("create table if not exists public.confirmed (note text)", "insert into public.confirmed values ('yes')");
        ProcessHandle postgres = running("postgres");
        ProcessHandle redis = running("redis");
        ProcessHandle backing = running("backing");
        backing.destroyForcibly();
        backing.onExit().get();
        assertThat(postgres.isAlive()).isTrue();
        assertThat(redis.isAlive()).isTrue();

        stack = LocalStack.start(config);
        assertThat(config.state().processes().find("postgres").orElseThrow().pid())
                .isNotEqualTo(postgres.pid());
        await().atMost(SOON).until(() -> !postgres.isAlive() && !redis.isAlive());
        assertThat(value("select note from public.confirmed")).isEqualTo("yes");
        sql("drop table public.confirmed");
    }

    @Test
    void downEndsEverythingOfOursAndNothingElse() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            StateFolder state = config.state();
            List<ProcessHandle> ours = state.processes().all().stream()
                    .flatMap(record -> record.running().stream())
                    .toList();
            assertThat(ours).hasSize(7);
            stack.kill("worker");
            // Its number now belongs to somebody else, as after a reboot.
            state.processes()
                    .save(new ProcessRecord(
                            "worker", stranger.pid(), Instant.now().minusSeconds(3600), "java", false));
            assertThat(stack.isRunning("worker")).isFalse();

            assertThat(printed("down")).contains("3 services");
            await().atMost(SOON).until(() -> ours.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(stranger.isAlive()).isTrue();
            assertThat(state.processes().all()).isEmpty();
            assertThat(printed("down")).contains("0 services");
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void twoCommandsAtOnceDoNotWorkAgainstEachOther() throws Exception {
        try (StackLock lock = StackLock.take(config.state())) {
            assertThatThrownBy(() -> stack.kill("user"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another command");
        }
        assertThat(stack.isRunning("user")).isTrue();
    }

    private static String printed(String command) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new CommandLine(config, new PrintStream(bytes, true, UTF_8)).run(List.of(command));
        return bytes.toString(UTF_8);
    }

    private static ProcessHandle running(String name) {
        return config.state().processes().running(name).orElseThrow();
    }

    private static long pidOf(String service) {
        return running(service).pid();
    }

    private static void quit(String service) throws InterruptedException {
        try {
            get(stack.url(service).resolve("/quit"));
        } catch (IOException itIsGone) {
            assertThat(service).isNotBlank();
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(SOON).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String greeting(URI server) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            return new String(socket.getInputStream().readNBytes(4), UTF_8);
        }
    }

    private static String redis(String command) throws IOException {
        try (Socket socket = new Socket(stack.redis().getHost(), stack.redis().getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = stack.superuserConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String setting(String name) throws SQLException {
        return value("select current_setting('" + name + "')");
    }

    private static String value(String query) throws SQLException {
        try (Connection connection = stack.superuserConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return Optional.ofNullable(rows.getString(1)).orElse("");
        }
    }
}
