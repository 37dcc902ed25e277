package com.penguinmails.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    @Test
    void anIdIsOfVersionSevenAndKnowsItsMillisecond() {
        UUID id = new Ids(Clock.fixed(NOON, ZoneOffset.UTC)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Ids.instantOf(id)).isEqualTo(NOON);
    }

    @Test
    void laterIdsSortAfterEarlierOnesAsText() {
        String early = new Ids(Clock.fixed(NOON, ZoneOffset.UTC)).next().toString();
        String late =
                new Ids(Clock.fixed(NOON.plusMillis(1), ZoneOffset.UTC)).next().toString();

        assertThat(early).isLessThan(late);
        assertThat(Ids.lowerBound(NOON).toString()).isLessThanOrEqualTo(early);
        assertThat(Ids.lowerBound(NOON.plusMillis(1)).toString()).isGreaterThan(early);
    }
}
