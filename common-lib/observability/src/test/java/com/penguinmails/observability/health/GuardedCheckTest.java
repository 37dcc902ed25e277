package com.penguinmails.observability.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedCheckTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void manyAskersInOneSecondCostOneCheck() {
        GuardedCheck check = guarded(HealthReport::healthy, GuardedCheck.PATIENCE);
        check.report();
        clock.advance(Duration.ofMillis(999));
        check.report();
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofMillis(1));
        check.report();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aHangingDependencyIsDownAndNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        GuardedCheck check = guarded(
                () -> {
                    never.await();
                    return HealthReport.healthy();
                },
                Duration.ofMillis(20));
        assertThat(check.report().up()).isFalse();
    }

    @Test
    void aFailureIsNamedByItsKindOnly() {
        GuardedCheck check = guarded(
                () -> {
                    throw new IllegalStateException("host db-7.internal refused user root");
                },
                GuardedCheck.PATIENCE);
        assertThat(check.report()).isEqualTo(HealthReport.unhealthy("the check failed: IllegalStateException"));
    }

    private GuardedCheck guarded(Callable<HealthReport> answer, Duration patience) {
        return new GuardedCheck(
                new HealthCheck() {
                    @Override
                    public String name() {
                        return "thing";
                    }

                    @Override
                    public HealthReport check() throws Exception {
                        asked.incrementAndGet();
                        return answer.call();
                    }
                },
                clock,
                patience);
    }
}
