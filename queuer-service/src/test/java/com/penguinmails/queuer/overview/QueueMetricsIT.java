package com.penguinmails.queuer.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.redis.Consumer;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Fetched;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import com.penguinmails.kernel.Ids;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.claim.Dispatchers;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.WriteBack;
import com.penguinmails.testkit.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QueuerTest
class QueueMetricsIT {

    private final String queue = Jobs.freshQueue();
    private final QueueConnections redis;
    private final Dispatchers dispatchers;
    private final WriteBack writeBack;
    private final MeterRegistry ofService;
    private final TestDatabase database;
    private final Ids ids;
    private final Jobs jobs;
    private final SimpleMeterRegistry gauges = new SimpleMeterRegistry();
    private final QueueMetrics metrics;

    @Autowired
    QueueMetricsIT(
            QueueCounts counts,
            QueueConnections redis,
            Dispatchers dispatchers,
            WriteBack writeBack,
            MeterRegistry ofService,
            TestDatabase database,
            Ids ids,
            Jobs jobs) {
        this.redis = redis;
        this.dispatchers = dispatchers;
        this.writeBack = writeBack;
        this.ofService = ofService;
        this.database = database;
        this.ids = ids;
        this.jobs = jobs;
        this.metrics = new QueueMetrics(counts, redis, gauges);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void whatWaitsIsShownByBandAndHowLong() {
        jobs.add(Jobs.tenant(), queue, 2);
        jobs.makeDue(queue, Duration.ofMinutes(3));
        jobs.add(Jobs.tenant(), queue, 1, job -> job.priority(10));
        jobs.add(
                Jobs.tenant(),
                queue,
                1,
                job -> job.runAt(java.time.Instant.parse("2100-01-01T00:00:00Z"))
                        .priority(200));
        metrics.measure();
        assertThat(gauge("penguinmails.queue.ready", "normal")).isEqualTo(2);
        assertThat(gauge("penguinmails.queue.oldest.seconds", "normal")).isBetween(180.0, 240.0);
        assertThat(gauge("penguinmails.queue.ready", "high")).isEqualTo(1);
        assertThat(gauge("penguinmails.queue.oldest.seconds", "high")).isLessThan(60);
        assertThat(gauge("penguinmails.queue.ready", "low")).isZero();
        assertThat(gauge("penguinmails.queue.oldest.seconds", "low")).isZero();
    }

    @Test
    void theWayThroughRedisIsMeasured() throws InterruptedException {
        jobs.add(Jobs.tenant(), queue, 3);
        DispatchSide side = redis.dispatch(queue);
        var epoch = new QueueEpoch(side, ids);
        dispatchers.of(side, epoch).take();
        metrics.measure();
        assertThat(gauge("penguinmails.queue.redis.depth", "normal")).isEqualTo(3);
        assertThat(gauges.get("penguinmails.queue.leased")
                        .tag("queue", queue)
                        .gauge()
                        .value())
                .isEqualTo(3);

        WorkSide worker = redis.work(queue, new Consumer("w", UUID.randomUUID()));
        var fetched = (Fetched.Entries) worker.fetch(epoch.current(), 2);
        worker.ack(fetched.entries().stream()
                .map(entry -> new Result(entry.lease(), Outcome.UNCERTAIN, null, null, "w.1", "because"))
                .toList());
        metrics.measure();
        assertThat(gauges.get("penguinmails.queue.redis.acks")
                        .tag("queue", queue)
                        .gauge()
                        .value())
                .isEqualTo(2);

        writeBack.turn(side);
        metrics.measure();
        assertThat(gauges.get("penguinmails.queue.redis.acks")
                        .tag("queue", queue)
                        .gauge()
                        .value())
                .isZero();
        assertThat(gauges.get("penguinmails.queue.uncertain")
                        .tag("queue", queue)
                        .gauge()
                        .value())
                .isEqualTo(2);
        for (String step : List.of("claim", "write-back")) {
            assertThat(ofService
                            .get("penguinmails.queue." + step + ".duration")
                            .tag("queue", queue)
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
        assertThat(ofService
                        .get("penguinmails.queue.claim.batch")
                        .tag("queue", queue)
                        .summary()
                        .max())
                .isEqualTo(3);
        assertThat(ofService
                        .get("penguinmails.queue.write-back.batch")
                        .tag("queue", queue)
                        .summary()
                        .max())
                .isEqualTo(2);
    }

    @Test
    void aTransactionThatHoldsUpTheCleaningIsSeenWhoeverItBelongsTo() throws Exception {
        try (var connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            connection.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            statement.execute("select 1");
            statement.execute("select pg_sleep(1.1)");
            metrics.measure();
            assertThat(gauges.get("penguinmails.queue.oldest.transaction")
                            .timeGauge()
                            .value(java.util.concurrent.TimeUnit.SECONDS))
                    .isGreaterThan(1);
            connection.rollback();
        }
        assertThat(gauges.get("penguinmails.queue.dead-rows")
                        .tag("table", "job_ready")
                        .gauge()
                        .value())
                .isNotNegative();
    }

    private double gauge(String name, String band) {
        return gauges.get(name).tag("queue", queue).tag("band", band).gauge().value();
    }
}
