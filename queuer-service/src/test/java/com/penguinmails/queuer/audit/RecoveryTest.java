package com.penguinmails.queuer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Recovery recovery = new Recovery("q", meters);

    @Test
    void theFirstEpochIsNoRecovery() {
        recovery.audited("one", 3_600_000, 0);
        assertThat(meters.find("penguinmails.queue.recovery").timer()).isNull();
    }

    @Test
    void itLastsUntilAnAuditFindsNothingMissing() {
        recovery.audited("one", 60_000, 0);
        recovery.audited("two", 5_200, 300);
        recovery.audited("two", 8_200, 0);
        recovery.audited("two", 11_200, 0);
        var timer = meters.get("penguinmails.queue.recovery").tag("queue", "q").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(8_200);
    }
}
