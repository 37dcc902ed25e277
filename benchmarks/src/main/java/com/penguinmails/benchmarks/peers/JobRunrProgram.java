package com.penguinmails.benchmarks.peers;

import com.penguinmails.benchmarks.program.Connections;
import com.penguinmails.benchmarks.program.Handled;
import com.penguinmails.benchmarks.program.Program;
import com.penguinmails.benchmarks.system.NoOpJob;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr with job requests; a job's row is updated when it begins and when it has succeeded. */
public final class JobRunrProgram implements Program {

    public static final Map<String, String> SETTINGS = Map.of(
            "workers", "100", "poll interval", "5 s", "finished rows", "kept", "timed from", "the first job handled");

    private static final int WORKERS = 100;
    private static final int CONNECTIONS = 20;
    private static final Duration POLL = Duration.ofSeconds(5);

    private final Connections connections;
    private final HikariDataSource pool;
    private final PostgresStorageProvider storage;
    private final JacksonJsonMapper json = new JacksonJsonMapper();
    private final Handled handled = new Handled();
    private int added;

    public JobRunrProgram(Connections connections) {
        this.connections = connections;
        this.pool = connections.pool(CONNECTIONS);
        this.storage = new PostgresStorageProvider(pool);
    }

    /** What is stored. */
    public record NoOp(String payload) implements JobRequest {
        @Override
        public Class<NoOpHandler> getJobRequestHandler() {
            return NoOpHandler.class;
        }
    }

    /** What is run. */
    public static final class NoOpHandler implements JobRequestHandler<NoOp> {

        private final Handled handled;

        NoOpHandler(Handled handled) {
            this.handled = handled;
        }

        @Override
        public void run(NoOp request) {
            handled.handle(request.payload());
        }
    }

    @Override
    public void prepare() {
        storage.setJobMapper(new JobMapper(json));
    }

    @Override
    public void preload(int jobs) {
        added += jobs;
        new JobRequestScheduler(storage)
                .enqueue(IntStream.range(0, jobs)
                        .mapToObj(n -> new NoOp(NoOpJob.of(n).json())));
    }

    @Override
    public double drain(int jobs) throws Exception {
        handled.reset();
        var configuration = BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andPollInterval(POLL)
                .andWorkerCount(WORKERS);
        var server = new BackgroundJobServer(storage, json, this::activate, configuration);
        server.start();
        // Its first look for work is part of its start, not of its pace.
        handled.await(jobs, () -> succeeded() == added);
        double seconds = (System.nanoTime() - handled.firstNanos()) / 1e9;
        server.stop();
        return seconds;
    }

    private <T> T activate(Class<T> type) {
        return type.cast(new NoOpHandler(handled));
    }

    private long succeeded() throws SQLException {
        return connections.database().number("select count(*) from jobrunr_jobs where state = 'SUCCEEDED'");
    }

    @Override
    public void verify(int jobs) throws SQLException {
        long succeeded = succeeded();
        if (succeeded != jobs || added != jobs) {
            throw new IllegalStateException(succeeded + " of " + added + " jobs have succeeded");
        }
    }

    @Override
    public void close() {
        JobRunr.destroy();
        storage.close();
        pool.close();
    }
}
