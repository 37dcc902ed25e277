package com.penguinmails.email.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Batch;
import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ActivityFeedTest {

    @Test
    void aBatchHoldsAtMostFiveHundredEventsAndNoneIsLost() {
        var events = events(1201, null);
        var batches = ActivityFeed.batches(events);

        assertThat(batches)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(batch -> assertThat(batch.events()).hasSizeLessThanOrEqualTo(500));
        assertThat(batches.stream().flatMap(batch -> batch.events().stream())).containsExactlyElementsOf(events);
    }

    @Test
    void aBatchFitsIntoAJobHoweverLongTheRepliesAre() {
        for (String detail : List.of("x".repeat(300), "\"\\".repeat(150), "☃".repeat(300))) {
            for (Batch batch : ActivityFeed.batches(events(500, detail))) {
                assertThat(new JsonMapper().writeValueAsString(batch).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(256 * 1024);
            }
        }
    }

    @Test
    void strangersWordsBecomeOneLine() {
        assertThat(Details.oneLine(" a\r\nb\u0000\u2028 c ", 10)).isEqualTo("a b c");
        assertThat(Details.oneLine("abcdef", 3)).isEqualTo("abc");
        assertThat(Details.oneLine("ab😀", 3)).isEqualTo("ab");
        assertThat(Details.oneLine(null, 3)).isNull();
    }

    private static List<Event> events(int count, @Nullable String detail) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Event(
                        UUID.randomUUID(),
                        Type.UNSUBSCRIBED,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Instant.parse("2026-11-22T12:00:00.123456789Z"),
                        detail))
                .toList();
    }
}
