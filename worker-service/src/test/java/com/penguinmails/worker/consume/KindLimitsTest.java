package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.consume.KindLimits.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KindLimitsTest {

    private final MutableClock clock = MutableClock.atNoon();
    private final KindLimits limits = new KindLimits(Map.of("slow", 2), clock);

    @Test
    void oneBeginsWhenAnotherEndsAndTheOrderHolds() {
        Entry first = entry("slow");
        Entry third = entry("slow");
        assertThat(limits.admit(first)).isInstanceOf(Turn.Begin.class);
        assertThat(limits.admit(entry("slow"))).isInstanceOf(Turn.Begin.class);
        assertThat(limits.admit(third)).isInstanceOf(Turn.Wait.class);
        assertThat(limits.admit(entry("other"))).isInstanceOf(Turn.Begin.class);

        assertThat(limits.ended(first, Duration.ofSeconds(1))).isEqualTo(third);
        assertThat(limits.ended(third, Duration.ofSeconds(1))).isNull();
        assertThat(limits.admit(entry("slow"))).isInstanceOf(Turn.Begin.class);
        assertThat(limits.ended(entry("other"), Duration.ofSeconds(1))).isNull();
    }

    @Test
    void theRestComesBackAtThePaceOfTheKind() {
        for (int i = 0; i < 4; i++) {
            limits.admit(entry("slow"));
        }
        assertThat(later()).isEqualTo(clock.instant().plusSeconds(1));
        assertThat(later()).isEqualTo(clock.instant().plusMillis(1_500));
        assertThat(later()).isEqualTo(clock.instant().plusSeconds(2));
        for (int i = 0; i < 2_000; i++) {
            later();
        }
        assertThat(later()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(10));
        assertThat(later()).isEqualTo(clock.instant().plusSeconds(1));
    }

    @Test
    void whatWaitsCanBeTakenBack() {
        limits.admit(entry("slow"));
        limits.admit(entry("slow"));
        Entry waiting = entry("slow");
        limits.admit(waiting);
        assertThat(limits.takeWaiting()).containsExactly(waiting);
        assertThat(limits.takeWaiting()).isEmpty();
    }

    @Test
    void aLimitThatIsNoneStopsTheStart() {
        assertThat(properties("campaign.plan=8").limits()).isEqualTo(Map.of("campaign.plan", 8));
        for (String wrong : List.of("campaign.plan", "campaign.plan=0", "=3", "a=b", "a=99999")) {
            assertThatThrownBy(() -> properties(wrong)).hasMessageContaining("kind=number");
        }
    }

    private static ConsumeProperties properties(String limit) {
        Duration any = Duration.ofSeconds(1);
        return new ConsumeProperties(1, Map.of(), List.of(limit), any, any, any);
    }

    private Instant later() {
        return ((Turn.Later) limits.admit(entry("slow"))).at();
    }

    private static Entry entry(String kind) {
        return Dispatch.entry(new TenantId(UUID.randomUUID()), UUID.randomUUID(), kind, "worker", "{}");
    }
}
