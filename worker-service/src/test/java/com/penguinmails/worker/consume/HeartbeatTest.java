package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Heartbeat heartbeat = new Heartbeat(nanos::get, Duration.ofSeconds(8));

    @Test
    void withoutABeatNothingIsProved() {
        assertThat(heartbeat.isFresh()).isFalse();
        assertThatThrownBy(() -> heartbeat.beat(() -> {
                    throw new IllegalStateException("Redis is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(heartbeat.isFresh()).isFalse();
    }

    @Test
    void aBeatProvesForAWhileFromWhenItWasSent() {
        assertThat(heartbeat.beat(() -> {
                    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
                    return "epoch";
                }))
                .isEqualTo("epoch");
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(heartbeat.isFresh()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(heartbeat.isFresh()).isFalse();
    }

    @Test
    void aProofEndsWithAGapAlsoWhenBeatsComeAgain() {
        heartbeat.beat(() -> "epoch");
        BooleanSupplier before = heartbeat.proof();
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());
        heartbeat.beat(() -> "epoch");
        assertThat(before.getAsBoolean()).isTrue();

        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        heartbeat.beat(() -> "epoch");
        assertThat(heartbeat.isFresh()).isTrue();
        assertThat(before.getAsBoolean()).as("what was held before the gap").isFalse();
        assertThat(heartbeat.proof().getAsBoolean())
                .as("what is fetched after it")
                .isTrue();
    }
}
