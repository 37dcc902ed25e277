package com.penguinmails.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LocalCountersTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:15Z"));
    private final LocalCounters counters = new LocalCounters(clock);

    @Test
    void allowHalfOfTheLimitInAMinute() {
        var bucket = new Bucket("user:a", 10);

        for (int i = 0; i < 5; i++) {
            assertThat(counters.count(bucket).allowed()).isTrue();
        }
        assertThat(counters.count(bucket)).isEqualTo(new Decision(5, 6, 45));
        assertThat(counters.count(bucket).allowed()).isFalse();
        assertThat(counters.count(new Bucket("user:b", 10)).allowed()).isTrue();

        clock.advance(Duration.ofSeconds(45));
        assertThat(counters.count(bucket).remaining()).isEqualTo(4);
    }

    @Test
    void alwaysAllowOne() {
        assertThat(counters.count(new Bucket("ip:a", 1)).allowed()).isTrue();
        assertThat(counters.count(new Bucket("ip:a", 1)).allowed()).isFalse();
    }

    @Test
    void doNotGrowWithTheNumberOfCallers() {
        for (int i = 0; i < 50_000; i++) {
            counters.count(new Bucket("ip:" + i, 10));
        }

        assertThat(counters.count(new Bucket("ip:newcomer 1", 10)).count()).isEqualTo(1);
        assertThat(counters.count(new Bucket("ip:newcomer 2", 10)).count())
                .as("newcomers share a count")
                .isEqualTo(2);
        assertThat(counters.count(new Bucket("ip:7", 10)).count())
                .as("known callers keep theirs")
                .isEqualTo(2);
    }
}
