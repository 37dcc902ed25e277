package com.penguinmails.benchmarks.ours;

import com.penguinmails.benchmarks.process.Child;
import com.penguinmails.benchmarks.process.ClassPath;
import com.penguinmails.benchmarks.process.Pause;
import com.penguinmails.benchmarks.system.Surroundings;
import com.penguinmails.benchmarks.system.SystemUnderTest;
import com.penguinmails.benchmarks.system.Timings;
import com.penguinmails.bootstrap.DatabaseBootstrap;
import com.penguinmails.bootstrap.DatabaseRoles;
import com.penguinmails.bootstrap.Schemas;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Queuer, worker and a producer that uses the library.
 *
 * <p>The jobs of the warm-up are due at once; how fast they are added tells what to expect. Those of a drain are added for a moment in the future, so that none is taken while others are still being added; one job more,
 * added at that moment, wakes the queuer as any new job does, and the time begins.
 */
public final class OurQueue implements SystemUnderTest {

    private static final String PASSWORD = "benchmark";
    private static final int SLOTS = 2_000_000;
    private static final int START_SECONDS = 90;
    private static final int DRAIN_SECONDS = 300;
    private static final int POLL_MILLIS = 10;

    /** For vacuum and checkpoint between the last job added and the first one taken. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    /** What a deployment for many small jobs would set; anything may be set otherwise by hand. */
    private static final Map<String, String> TUNED =
            Map.of("QUEUER_MAX_DEPTH", "20000", "QUEUER_CLAIM_BATCH", "4000", "WORKER_CONCURRENCY", "500");

    private final Surroundings surroundings;
    private final Map<String, String> tuning;
    private final Clock clock;
    private final JobStates states;
    private @Nullable Producer producer;
    private @Nullable Child queuer;
    private @Nullable Child worker;
    private @Nullable Tally tally;
    private Instant gate = Instant.EPOCH;
    private double rowsPerSecond;
    private long added;
    private long timed;

    /** @param tuning environment variables of queuer and worker, over those chosen here */
    public OurQueue(Surroundings surroundings, Map<String, String> tuning, Clock clock) {
        this.surroundings = surroundings;
        this.tuning = settings(tuning);
        this.clock = clock;
        this.states = new JobStates(surroundings.database());
    }

    @Override
    public void prepare() throws IOException, SQLException, InterruptedException {
        DatabaseBootstrap.apply(surroundings.database().superuser(), DatabaseRoles.each(role -> PASSWORD));
        var file = surroundings.folder().resolve("tally");
        Files.createDirectories(surroundings.folder());
        tally = Tally.open(file, SLOTS);
        int queuerPort = freePort();
        int workerPort = freePort();
        queuer = start("queuer", "com.penguinmails.queuer.QueuerApplication", queuerPort, database("queue"));
        worker = start(
                "worker",
                BenchWorker.class.getName(),
                workerPort,
                Map.of(
                        "WORKER_STATE_DIR",
                        surroundings.folder().resolve("worker").toString(),
                        BenchWorker.TALLY,
                        file.toString(),
                        BenchWorker.SLOTS,
                        Integer.toString(SLOTS)));
        try {
            queuer.awaitReady(() -> Http.isUp(queuerPort), START_SECONDS);
            worker.awaitReady(() -> Http.isUp(workerPort), START_SECONDS);
        } catch (TimeoutException late) {
            throw new IOException(late);
        }
        Map<String, Object> settings = new TreeMap<>(database("campaigns"));
        settings.put("REDIS_URL", surroundings.redisUrl());
        producer = Producer.start(settings);
    }

    private Child start(String name, String main, int port, Map<String, String> own) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(own);
        environment.putAll(Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "MANAGEMENT_PORT",
                "-1",
                "LOG_FORMAT",
                "text",
                "REDIS_URL",
                surroundings.redisUrl(),
                "SERVICE_CLIENT_SECRET",
                PASSWORD));
        environment.putAll(tuning);
        return Child.java(
                name,
                ClassPath.startingWith(name + "-service"),
                main,
                environment,
                surroundings.folder().resolve(name + ".log"));
    }

    private Map<String, String> database(String schema) {
        return Map.of(
                "DATABASE_URL", surroundings.database().jdbcUrl(),
                "DATABASE_USER", Schemas.appOf(schema),
                "DATABASE_PASSWORD", PASSWORD,
                "DATABASE_OWNER_USER", Schemas.ownerOf(schema),
                "DATABASE_OWNER_PASSWORD", PASSWORD);
    }

    @Override
    public void preload(int jobs) throws InterruptedException {
        long started = System.nanoTime();
        gate = clock.instant();
        if (added > 0) {
            var expected = Duration.ofMillis((long) (jobs / rowsPerSecond * 1000));
            gate = gate.plus(expected.multipliedBy(2)).plus(SETTLING);
        }
        producer().addAll(jobs, gate);
        rowsPerSecond = jobs / ((System.nanoTime() - started) / 1e9);
        added += jobs;
    }

    @Override
    public double drain(int jobs) throws IOException, SQLException, InterruptedException {
        long left = clock.instant().until(gate).toNanos();
        if (left < 0 && added > jobs) {
            throw new IllegalStateException("the first jobs became due before the last ones were added");
        }
        Pause.untilNanos(System.nanoTime() + left);
        long started = System.nanoTime();
        producer().addOne(jobs);
        added++;
        awaitAll(started);
        return (System.nanoTime() - started) / 1e9;
    }

    private void awaitAll(long started) throws IOException, SQLException, InterruptedException {
        long end = started + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        // The cheap question first: handled is not yet written down, but what is not handled is certainly not.
        while (tally().handled() < added || states.anyUnfinished()) {
            running(queuer).checkAlive();
            running(worker).checkAlive();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("after " + DRAIN_SECONDS + " s " + tally().handled() + " of " + added
                        + " jobs were handled, " + states.completed() + " completed");
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    @Override
    public void verify(int jobs) throws SQLException {
        long completed = states.completed();
        long all = states.all();
        if (completed != added || all != added || tally().handled() != added) {
            throw new IllegalStateException(added + " jobs were added, " + all + " are there, " + completed
                    + " completed, " + tally().handled() + " were handled");
        }
    }

    @Override
    public Timings latencies(int perSecond, int seconds) throws IOException, SQLException, InterruptedException {
        int jobs = perSecond * seconds;
        long from = timed;
        OpenLoop.Moments moments = new OpenLoop(producer(), clock).run(from, perSecond, jobs);
        timed += jobs;
        added += jobs;
        awaitAll(System.nanoTime());
        return new Timings(since(moments.intended(), from), since(moments.added(), from));
    }

    private List<Long> since(long[] moments, long from) {
        return IntStream.range(0, moments.length)
                .mapToObj(job -> tally().noted(from + job) - moments[job])
                .toList();
    }

    /** The environment variables of queuer and worker, with those chosen by hand. */
    public static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(TUNED);
        all.putAll(environment);
        return all;
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of(
                "queuer", running(queuer).process().toHandle(),
                "worker", running(worker).process().toHandle());
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
        if (worker != null) {
            worker.close();
        }
        if (queuer != null) {
            queuer.close();
        }
        if (tally != null) {
            tally.close();
        }
    }

    private Producer producer() {
        return running(producer);
    }

    private Tally tally() {
        return running(tally);
    }

    private static <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not prepared");
        }
        return part;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
