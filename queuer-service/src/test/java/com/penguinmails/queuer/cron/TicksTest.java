package com.penguinmails.queuer.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final Ticks everyTenMinutes = Ticks.of("0 */10 * * * *", "UTC");

    @Test
    void aTickOnTimeIsDueUnderEveryPolicy() {
        for (Missed policy : Missed.values()) {
            assertThat(everyTenMinutes.due(NOON, NOON.plusSeconds(3), policy)).containsExactly(NOON);
            assertThat(everyTenMinutes.due(NOON, NOON, policy)).containsExactly(NOON);
            assertThat(everyTenMinutes.due(NOON, NOON.minusMillis(1), policy)).isEmpty();
        }
    }

    @Test
    void afterAnHourAwayThePolicyDecides() {
        Instant now = NOON.plus(Duration.ofMinutes(65));
        assertThat(everyTenMinutes.due(NOON, now, Missed.SKIP)).isEmpty();
        assertThat(everyTenMinutes.due(NOON, now, Missed.ONCE)).containsExactly(NOON.plus(Duration.ofMinutes(60)));
        assertThat(everyTenMinutes.due(NOON, now, Missed.ALL))
                .hasSize(7)
                .startsWith(NOON)
                .endsWith(NOON.plus(Duration.ofMinutes(60)));
    }

    @Test
    void theTickThatIsOnTimeMakesUpForTheMissedOnes() {
        Instant now = NOON.plus(Duration.ofMinutes(60));
        assertThat(everyTenMinutes.due(NOON, now, Missed.SKIP)).containsExactly(now);
        assertThat(everyTenMinutes.due(NOON, now, Missed.ONCE)).containsExactly(now);
        assertThat(everyTenMinutes.due(NOON, now, Missed.ALL)).hasSize(7);
    }

    @Test
    void noMoreThanTheLatestHundredAreMadeUpFor() {
        List<Instant> due = everyTenMinutes.due(NOON, NOON.plus(Duration.ofDays(30)), Missed.ALL);
        assertThat(due).hasSize(100).endsWith(NOON.plus(Duration.ofDays(30)));
    }

    /** Berlin, 29 March 2026: after 01:59:59 comes 03:00:00. */
    @Test
    void aTimeThatTheClocksSkipDoesNotComeThatNight() {
        List<Instant> ticks = next(Ticks.of("0 30 2 * * *", "Europe/Berlin"), "2026-03-27T12:00:00Z", 3);
        assertThat(ticks)
                .containsExactly(
                        Instant.parse("2026-03-28T01:30:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"),
                        Instant.parse("2026-03-31T00:30:00Z"));
    }

    /** Berlin, 25 October 2026: 02:30 comes twice. */
    @Test
    void aTimeThatTheClocksRepeatComesTwiceThatNight() {
        assertThat(next(Ticks.of("0 30 2 * * *", "Europe/Berlin"), "2026-10-23T12:00:00Z", 4))
                .containsExactly(
                        Instant.parse("2026-10-24T00:30:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void whatTicksThroughTheDayGoesOnWhileTheClocksChange() {
        Ticks halfHourly = Ticks.of("0 */30 * * * *", "Europe/Berlin");
        for (String day : List.of("2026-03-28T23:00:00Z", "2026-10-24T22:00:00Z")) {
            List<Instant> ticks = next(halfHourly, day, 12);
            for (int i = 1; i < ticks.size(); i++) {
                assertThat(Duration.between(ticks.get(i - 1), ticks.get(i)))
                        .as(day + " " + ticks.get(i))
                        .isEqualTo(Duration.ofMinutes(30));
            }
        }
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> Ticks.of("0 0 25 * * *", "UTC")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ticks.of("0 0 2 * * *", "Europe/Atlantis"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Atlantis");
        assertThat(Ticks.of("0 0 0 30 2 *", "UTC").after(NOON))
                .as("30 February")
                .isEmpty();
    }

    private static List<Instant> next(Ticks ticks, String from, int count) {
        var next = new ArrayList<Instant>();
        Instant moment = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            moment = ticks.after(moment).orElseThrow();
            next.add(moment);
        }
        return next;
    }
}
