package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Acks;
import com.penguinmails.jobs.redis.DispatchSide;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One turn of writing back for a queue: read results, commit them, and only then remove them from Redis. A queuer that dies in between
 * leaves results that are written again and, by their fence, change nothing.
 */
@Component
public class WriteBack {

    private static final int BATCH = 2_000;
    private static final Duration WHEN_EMPTY = Duration.ofMillis(500);
    private static final Duration WHEN_ANOTHER_WRITES = Duration.ofMillis(50);

    private final Settlement settlement;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final MeterRegistry meters;

    WriteBack(Settlement settlement, JdbcClient jdbc, TransactionOperations transaction, MeterRegistry meters) {
        this.settlement = settlement;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** Returns how long the next turn may wait, unless results arrive. */
    public Duration turn(DispatchSide redis) {
        long started = System.nanoTime();
        Step step = transaction.execute(status -> write(redis));
        if (step instanceof Step.Written written) {
            measure(redis.queue(), written.acks().results().size(), System.nanoTime() - started);
            redis.trim(written.acks());
            return written.acks().results().size() < BATCH ? WHEN_EMPTY : Duration.ZERO;
        }
        return step instanceof Step.Nothing ? WHEN_EMPTY : WHEN_ANOTHER_WRITES;
    }

    private void measure(String queue, int results, long nanos) {
        meters.timer("penguinmails.queue.write-back.duration", "queue", queue).record(nanos, TimeUnit.NANOSECONDS);
        meters.summary("penguinmails.queue.write-back.batch", "queue", queue).record(results);
    }

    private sealed interface Step {

        record Written(Acks acks) implements Step {}

        record Nothing() implements Step {}

        record AnotherWrites() implements Step {}
    }

    private Step write(DispatchSide redis) {
        // Two queuers writing the same results would be right, and wasteful.
        boolean alone = jdbc.sql("select pg_try_advisory_xact_lock(hashtext('queue.write-back ' || :queue))")
                .param("queue", redis.queue())
                .query(Boolean.class)
                .single();
        if (!alone) {
            return new Step.AnotherWrites();
        }
        Acks acks = redis.readAcks(BATCH);
        if (acks.results().isEmpty()) {
            return new Step.Nothing();
        }
        settlement.settle(acks.results());
        return new Step.Written(acks);
    }
}
