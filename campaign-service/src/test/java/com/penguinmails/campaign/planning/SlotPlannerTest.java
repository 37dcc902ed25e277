package com.penguinmails.campaign.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.planning.SlotPlanner.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotPlannerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final Duration HORIZON = Duration.ofMinutes(15);
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    private final RandomGenerator random = new SplittableRandom(42);

    @Test
    void anUnpacedMailboxGivesEverythingAtOnceUpToItsLimit() {
        var planner = planner(NOON, mailbox(A, 100, 0, NOON, Map.of(TODAY, 40)));
        List<Decision> all = all(planner);
        assertThat(all).hasSize(60).allMatch(decision -> decision.sendAt().equals(NOON));
        assertThat(planner.earliest()).contains(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void betweenTwoSlotsLieTheGapAndUpToThirtyPercentMore() {
        List<Decision> all = all(planner(NOON, mailbox(A, 1000, 10_000, NOON, Map.of())));
        assertThat(all).hasSizeBetween(15 * 60 / 13, 15 * 60 / 10 + 1);
        assertThat(all.getFirst().sendAt()).isEqualTo(NOON);
        assertThat(gaps(all)).allMatch(gap -> gap >= 10_000 && gap <= 13_000);
        assertThat(gaps(all).stream().distinct().count()).as("jitter differs").isGreaterThan(10);
    }

    @Test
    void noSlotLiesBeyondTheHorizonOrBeforeTheMailboxIsFree() {
        Instant free = NOON.plusSeconds(300);
        List<Decision> all = all(planner(NOON, mailbox(A, 1000, 60_000, free, Map.of())));
        assertThat(all)
                .isNotEmpty()
                .allMatch(decision ->
                        !decision.sendAt().isBefore(free) && !decision.sendAt().isAfter(NOON.plus(HORIZON)));
        assertThat(planner(NOON, mailbox(A, 1000, 60_000, NOON.plusSeconds(901), Map.of()))
                        .next())
                .isEmpty();
    }

    @Test
    void aMomentInThePastIsNeverGiven() {
        assertThat(planner(NOON, mailbox(A, 10, 60_000, NOON.minusSeconds(9999), Map.of()))
                        .next())
                .contains(new Decision(A, NOON));
    }

    @Test
    void aFullDayGoesOnAtMidnightUtc() {
        Instant late = Instant.parse("2026-11-22T23:50:00Z");
        var planner = planner(late, mailbox(A, 10, 60_000, late, Map.of(TODAY, 7)));
        List<Decision> all = all(planner);
        Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(all.stream().filter(decision -> decision.sendAt().isBefore(midnight)))
                .hasSize(3);
        assertThat(all.get(3).sendAt()).isEqualTo(midnight);
        assertThat(all).hasSizeGreaterThan(5);
    }

    @Test
    void slotsAfterMidnightCountForTheNextDay() {
        Instant late = Instant.parse("2026-11-22T23:59:30Z");
        var planner = planner(late, mailbox(A, 3, 60_000, late, Map.of(TODAY, 2, TODAY.plusDays(1), 1)));
        assertThat(countByDay(all(planner))).isEqualTo(Map.of(TODAY, 1, TODAY.plusDays(1), 2));
        assertThat(planner.earliest()).contains(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @Test
    void theLeastUsedMailboxGoesFirst() {
        var planner = planner(NOON, mailbox(A, 100, 0, NOON, Map.of(TODAY, 3)), mailbox(B, 100, 0, NOON, Map.of()));
        List<UUID> order = IntStream.range(0, 7)
                .mapToObj(i -> planner.next().orElseThrow().mailboxId())
                .toList();
        assertThat(order).containsExactly(B, B, B, A, B, A, B);
    }

    @Test
    void aFullMailboxDoesNotOvertakeOneWithRoomToday() {
        Instant late = Instant.parse("2026-11-22T23:50:00Z");
        var planner =
                planner(late, mailbox(A, 5, 0, late, Map.of(TODAY, 5)), mailbox(B, 100, 0, late, Map.of(TODAY, 50)));
        assertThat(planner.next()).contains(new Decision(B, late));
    }

    @Test
    void manyMailboxesShareTheWorkEvenly() {
        var mailboxes = IntStream.range(0, 20)
                .mapToObj(i -> mailbox(new UUID(1, i), 50, 30_000, NOON, Map.of()))
                .toArray(MailboxPace[]::new);
        var planner = planner(NOON, mailboxes);
        Map<UUID, Long> perMailbox = IntStream.range(0, 200)
                .mapToObj(i -> planner.next().orElseThrow())
                .collect(Collectors.groupingBy(Decision::mailboxId, Collectors.counting()));
        assertThat(perMailbox).hasSize(20);
        assertThat(perMailbox.values()).containsOnly(10L);
    }

    @Test
    void oneMailboxCanBeAskedFor() {
        var planner = planner(NOON, mailbox(A, 2, 0, NOON, Map.of()), mailbox(B, 2, 0, NOON, Map.of()));
        assertThat(planner.nextOn(B)).contains(new Decision(B, NOON));
        assertThat(planner.nextOn(B)).contains(new Decision(B, NOON));
        assertThat(planner.nextOn(B)).isEmpty();
        assertThat(planner.knows(new UUID(9, 9))).isFalse();
        assertThat(planner.next()).contains(new Decision(A, NOON));
    }

    @Test
    void aMailboxThatMaySendNothingIsLeftOut() {
        var planner = planner(NOON, mailbox(A, 0, 0, NOON, Map.of()));
        assertThat(planner.next()).isEmpty();
        assertThat(planner.earliest()).isEmpty();
    }

    /** Whatever the pace: limits and gaps hold, and the books agree with the decisions. */
    @Test
    void holdsForRandomPaces() {
        for (int round = 0; round < 200; round++) {
            Instant now = NOON.plusSeconds(random.nextLong(86_400));
            LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
            var paces = new ArrayList<MailboxPace>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                paces.add(mailbox(
                        new UUID(round, i),
                        1 + random.nextInt(30),
                        random.nextInt(3) * 20_000,
                        now.plusSeconds(random.nextInt(-600, 600)),
                        Map.of(day, random.nextInt(30))));
            }
            var planner = new SlotPlanner(now, HORIZON, paces, random);
            Map<UUID, List<Decision>> byMailbox =
                    all(planner).stream().collect(Collectors.groupingBy(Decision::mailboxId));
            for (MailboxPace pace : paces) {
                List<Decision> own = byMailbox.getOrDefault(pace.mailboxId(), List.of());
                assertThat(gaps(own)).allMatch(gap -> gap >= pace.minGap().toMillis());
                countByDay(own)
                        .forEach((date, count) -> assertThat(
                                        count + pace.usedByDay().getOrDefault(date, 0))
                                .isLessThanOrEqualTo(pace.dailyLimit()));
            }
        }
    }

    private SlotPlanner planner(Instant now, MailboxPace... mailboxes) {
        return new SlotPlanner(now, HORIZON, List.of(mailboxes), random);
    }

    private static MailboxPace mailbox(
            UUID id, int dailyLimit, int gapMillis, Instant nextFree, Map<LocalDate, Integer> used) {
        return new MailboxPace(id, dailyLimit, Duration.ofMillis(gapMillis), nextFree, used);
    }

    private static List<Decision> all(SlotPlanner planner) {
        var all = new ArrayList<Decision>();
        for (var next = planner.next(); next.isPresent(); next = planner.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static List<Long> gaps(List<Decision> decisions) {
        return IntStream.range(1, decisions.size())
                .mapToObj(i -> Duration.between(
                                decisions.get(i - 1).sendAt(), decisions.get(i).sendAt())
                        .toMillis())
                .toList();
    }

    private static Map<LocalDate, Integer> countByDay(List<Decision> decisions) {
        return decisions.stream()
                .collect(Collectors.toMap(
                        decision -> LocalDate.ofInstant(decision.sendAt(), ZoneOffset.UTC),
                        decision -> 1,
                        Integer::sum));
    }
}
