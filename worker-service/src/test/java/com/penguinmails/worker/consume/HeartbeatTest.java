package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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
}
