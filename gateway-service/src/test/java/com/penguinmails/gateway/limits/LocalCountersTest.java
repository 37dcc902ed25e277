package com.penguinmails.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalCountersTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T10:00:15Z"));
    private final LocalCounters counters = new LocalCounters(clock);

    @Test
    void allowHalfOfTheBurstAtOnceAndHalfOfTheRateAfterwards() {
        var bucket = new Bucket("user", "a", new Rate(10, 20));
        for (int left = 9; left >= 0; left--) {
            Decision decision = take(bucket);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.remaining()).isEqualTo(left);
        }

        Decision refused = take(bucket);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfterSeconds()).isEqualTo(12);
        assertThat(refused.resetSeconds()).isEqualTo(120);

        clock.advance(Duration.ofSeconds(12));
        assertThat(take(bucket).allowed()).as("whoever waits as told").isTrue();
        assertThat(take(bucket).allowed()).isFalse();
    }

    @Test
    void quietTimeGrowsTheBurstBackAndNoFurther() {
        var bucket = new Bucket("user", "a", new Rate(10, 20));
        for (int i = 0; i < 10; i++) {
            take(bucket);
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(take(bucket).remaining()).isEqualTo(4);
        clock.advance(Duration.ofHours(1));
        assertThat(take(bucket).remaining()).isEqualTo(9);
    }

    @Test
    void aRequestThatOneBucketRefusesIsTakenFromNone() {
        var small = new Bucket("user", "a", new Rate(2, 2));
        var large = new Bucket("tenant", "t", new Rate(10, 10));
        assertThat(counters.take(List.of(small, large))).allMatch(Decision::allowed);

        List<Decision> refused = counters.take(List.of(small, large));
        assertThat(refused.getFirst().allowed()).isFalse();
        assertThat(Decision.tightest(refused).policy()).isEqualTo("user");
        assertThat(take(large).remaining())
                .as("one was taken before, one is now")
                .isEqualTo(3);
    }

    @Test
    void alwaysAllowOne() {
        var bucket = new Bucket("ip", "a", Rate.ofMinute(1));
        assertThat(take(bucket).allowed()).isTrue();
        assertThat(take(bucket).allowed()).isFalse();
    }

    @Test
    void doNotGrowWithTheNumberOfCallers() {
        for (int i = 0; i < 50_000; i++) {
            take(new Bucket("ip", "" + i, Rate.ofMinute(10)));
        }

        assertThat(take(new Bucket("ip", "newcomer 1", Rate.ofMinute(10))).remaining())
                .isEqualTo(4);
        assertThat(take(new Bucket("ip", "newcomer 2", Rate.ofMinute(10))).remaining())
                .as("newcomers share a count")
                .isEqualTo(3);
        assertThat(take(new Bucket("ip", "7", Rate.ofMinute(10))).remaining())
                .as("known callers keep theirs")
                .isEqualTo(3);

        clock.advance(Duration.ofMinutes(2));
        assertThat(take(new Bucket("ip", "newcomer 3", Rate.ofMinute(10))).remaining())
                .as("who is quiet makes room")
                .isEqualTo(4);
        assertThat(take(new Bucket("ip", "newcomer 4", Rate.ofMinute(10))).remaining())
                .isEqualTo(4);
    }

    private Decision take(Bucket bucket) {
        return counters.take(List.of(bucket)).getFirst();
    }
}
