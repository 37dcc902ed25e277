package com.penguinmails.gateway.reads;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class KeptAnswersTest {

    private final MutableClock clock = MutableClock.atNoon();
    private final KeptAnswers kept = new KeptAnswers(clock);

    @Test
    void isFreshForAMinuteAndBetterThanNothingForAnHour() {
        kept.keep("/a", MediaType.APPLICATION_JSON, new byte[] {1});
        assertThat(kept.fresh("/a")).isPresent();
        assertThat(kept.fresh("/b")).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        assertThat(kept.fresh("/a")).isEmpty();
        assertThat(kept.stale("/a")).isPresent();

        clock.advance(Duration.ofHours(1));
        assertThat(kept.stale("/a")).isEmpty();
    }

    @Test
    void doesNotGrowWithMadeUpPaths() {
        for (int i = 0; i < 1_000; i++) {
            kept.keep("/" + i, MediaType.APPLICATION_JSON, new byte[0]);
        }
        assertThat(kept.fresh("/99")).isPresent();
        assertThat(kept.fresh("/100")).isEmpty();
        kept.keep("/99", MediaType.APPLICATION_JSON, new byte[] {2});
        assertThat(kept.fresh("/99").orElseThrow().body()).containsExactly(2);
    }
}
