package com.penguinmails.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestRedis;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Queuer and workers as processes of their own; the workers, and once the queuer, are killed in the middle. Every job is accounted for. */
class QueuerAndWorkerIT {

    private static final int JOBS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final FakePlatform platform = FakePlatform.shared();
    private final TestDatabase database = TestDatabase.create();
    private final TestRedis redis = TestRedis.startAnother();
    private final JdbcClient jdbc = JdbcClient.create(database.superuser());
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stopEverything() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        redis.close();
    }

    @Test
    void twoThousandJobsAreDoneThoughWorkerAndQueuerAreKilled() throws Exception {
        var runs = new ConcurrentHashMap<UUID, AtomicInteger>();
        List<UUID> jobs = jdbc.sql("""
                        with added as (
                          insert into queue.jobs (id, tenant_id, queue, kind, handler, priority, payload, run_at, max_attempts)
                          select uuidv7(), ('00000000-0000-7000-8000-00000000000' || n % 5)::uuid, 'noop', 'test.noop', 'campaign',
                                 n % 200, '{}', now(), 5
                            from generate_series(1, :jobs) n
                          returning *
                        )
                        insert into queue.job_ready (tenant_id, id, queue, band, run_at)
                        select tenant_id, id, queue, band, run_at from added
                        returning id""")
                .param("jobs", JOBS)
                .query((row, number) -> UUID.fromString(row.getString(1)))
                .list();
        jobs.forEach(job -> platform.handle(job, delivery -> {
            runs.computeIfAbsent(job, key -> new AtomicInteger()).incrementAndGet();
            return new JobReport(delivery.id(), Next.DONE, null, null);
        }));

        Process queuer = queuer();
        Process doomed = worker("doomed");
        await().atMost(PATIENCE).until(() -> runs.size() > 200);
        doomed.destroyForcibly().waitFor();
        queuer.destroyForcibly().waitFor();
        assertThat(count("completed")).isLessThan(JOBS);
        queuer();
        worker("doomed");
        worker("another");

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> count("completed") == JOBS);
        assertThat(runs).hasSize(JOBS);
        long twice = runs.values().stream().filter(times -> times.get() == 2).count();
        assertThat(runs.values()).allMatch(times -> times.get() <= 2);
        assertThat(twice)
                .as("only what the killed worker had in hand, and what it had finished without its result being sent")
                .isLessThanOrEqualTo(3 * 32);
        assertThat(jdbc.sql("select count(*) from queue.job_states where lease_token is not null or attempt <> 1")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long count(String status) {
        return jdbc.sql("select count(*) from queue.job_states where status = ?")
                .param(status)
                .query(Long.class)
                .single();
    }

    private Process queuer() throws IOException {
        return start(
                "com.penguinmails.queuer.QueuerApplication",
                "queuer-service",
                Map.of(
                        "DATABASE_URL", database.jdbcUrl(),
                        "DATABASE_PASSWORD", TestDatabase.PASSWORD,
                        "DATABASE_OWNER_PASSWORD", TestDatabase.PASSWORD));
    }

    private Process worker(String name) throws IOException {
        return start(
                "com.penguinmails.worker.WorkerApplication",
                "worker-service",
                Map.of("WORKER_STATE_DIR", folder.resolve(name).toString()));
    }

    /** Its own configuration comes first on the class path; for the rest they share what this test runs with. */
    private Process start(String main, String module, Map<String, String> environment) throws IOException {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String own = List.of(all.split(File.pathSeparator, -1)).stream()
                .filter(entry -> entry.contains(module))
                .filter(entry -> !entry.endsWith("test-classes"))
                .findFirst()
                .orElseThrow();
        String rest = List.of(all.split(File.pathSeparator, -1)).stream()
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(java.util.stream.Collectors.joining(File.pathSeparator));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                own + File.pathSeparator + rest,
                main);
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT", "0",
                        "MANAGEMENT_PORT", "-1",
                        "LOG_FORMAT", "text",
                        "REDIS_URL", redis.url(),
                        "SERVICE_CLIENT_SECRET", "test-only",
                        "USER_SERVICE_URL", platform.url(),
                        "EMAIL_PROCESSOR_SERVICE_URL", platform.url(),
                        "INFRASTRUCTURE_SERVICE_URL", platform.url(),
                        "CAMPAIGN_SERVICE_URL", platform.url()));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(module + ".log").toFile()));
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
