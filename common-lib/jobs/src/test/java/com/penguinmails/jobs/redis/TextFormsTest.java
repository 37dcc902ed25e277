package com.penguinmails.jobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TextFormsTest {

    private final Lease lease = new Lease(new TenantId(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID());

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void anEntrySurvivesWhateverItsPayloadHolds() {
        for (String payload : new String[] {"{}", "", " ", "{\"a\": \"b c\\n ü \u2028\"}"}) {
            var entry = new Entry(Band.LOW, lease, null, 3, MINUTE, "email.send", "worker", "", payload);
            assertThat(Entry.parse(entry.text())).isEqualTo(entry);
        }
        var traced = new Entry(
                Band.HIGH,
                lease,
                UUID.randomUUID(),
                1,
                MINUTE,
                "k",
                "campaign",
                "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01",
                "{}");
        assertThat(Entry.parse(traced.text())).isEqualTo(traced);
    }

    @Test
    void aBlockGivesBackTheJobsThatWerePutIntoIt() {
        UUID token = UUID.randomUUID();
        UUID group = UUID.randomUUID();
        String trace = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01";
        var jobs = List.of(
                job(token, group, trace, "{\"a\": \"b c\\n ü \u2028 \uD83D\uDC27\"}"),
                job(token, group, "", ""),
                job(token, group, "", " 12 - "),
                job(token, group, trace, "{}"));
        Entry block = Entry.parse(Entry.block(token, jobs).text());
        assertThat(block.lease()).isEqualTo(jobs.getFirst().lease().block()).matches(Lease::isBlock);
        assertThat(block.group()).isEqualTo(group);
        assertThat(block.jobs()).isEqualTo(jobs);
        assertThat(jobs.getFirst().jobs()).containsExactly(jobs.getFirst());
    }

    private Entry job(UUID token, UUID group, String trace, String payload) {
        var own = new Lease(lease.tenant(), UUID.randomUUID(), token);
        return new Entry(Band.NORMAL, own, group, 1, MINUTE, "k", "campaign", trace, payload);
    }

    @Test
    void whatRunsAloneIsMarkedByItsLetter() {
        var alone = new Entry(Band.LOW, true, lease, null, 3, MINUTE, "k", "worker", "", "{}");
        assertThat(alone.text()).startsWith("L ");
        assertThat(Entry.parse(alone.text())).isEqualTo(alone);
    }

    @Test
    void aResultSurvivesWithAndWithoutItsTimes() {
        Instant when = Instant.parse("2026-11-22T10:00:00.123Z");
        var full = new Result(lease, Outcome.RETRY, when, when.plusMillis(1), "w.1", "550 5.1.1 no such user");
        var bare = new Result(lease, Outcome.DONE, null, null, "w.1", "");
        assertThat(Result.parse(full.text())).isEqualTo(full);
        assertThat(Result.parse(bare.text())).isEqualTo(bare);
    }

    @Test
    void aReasonIsCutToItsLimit() {
        assertThat(new Result(lease, Outcome.RETRY, null, null, "w", "x".repeat(2_000)).reason())
                .hasSize(Result.MAX_REASON);
    }

    @Test
    void aReasonBecomesOneLineThatPostgresTakes() {
        String reason = "two\r\nlines\tand a \u0000 and \u2028 x ".repeat(1_000);
        var result = new Result(lease, Outcome.RETRY, null, null, "w", reason);
        assertThat(result.reason()).startsWith("two lines and a   and   x two").hasSize(Result.MAX_REASON);
        assertThat(result.reason().chars()).noneMatch(Character::isISOControl);
        assertThat(Result.parse(result.text())).isEqualTo(result);
        String pairs = "x" + "\uD83D\uDC27".repeat(400);
        assertThat(new Result(lease, Outcome.RETRY, null, null, "w", pairs).reason())
                .hasSize(Result.MAX_REASON - 1)
                .endsWith("\uD83D\uDC27");
    }

    @Test
    void aTimeBeyondAllCalendarsIsTheLastOrTheFirst() {
        var never = new Result(lease, Outcome.RETRY, Instant.MAX, null, "w", "");
        var longAgo = new Result(lease, Outcome.RETRY, Instant.MIN, null, "w", "");
        assertThat(Result.parse(never.text()).runAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(Result.parse(longAgo.text()).runAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void theLeaseLiesWhereTheScriptsLookForIt() {
        UUID group = UUID.randomUUID();
        var entry = new Entry(Band.NORMAL, lease, group, 3, MINUTE, "k", "worker", "", "{}");
        assertThat(entry.text().substring(2, 112)).isEqualTo(lease.toString());
        assertThat(entry.text().substring(113, 149)).isEqualTo(group.toString());
        assertThat(new Result(lease, Outcome.DONE, null, null, "w", "").text().substring(0, 110))
                .isEqualTo(lease.toString());
    }
}
