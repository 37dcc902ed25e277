package com.penguinmails.email.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.email.outbound.OutcomeRules.Current;
import com.penguinmails.email.outbound.OutcomeRules.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID MINE = UUID.randomUUID();
    private static final SendingSettings SETTINGS = new SendingSettings(
            List.of(Duration.ofMinutes(5), Duration.ofHours(1)), Duration.ofMinutes(30), Duration.ofSeconds(15));

    @ParameterizedTest
    @EnumSource(MessageStatus.class)
    void anAcceptedMailIsAlwaysSent(MessageStatus status) {
        Verdict verdict = judge(new Current(status, 1, null, null), Result.ACCEPTED);

        assertThat(verdict.next()).isEqualTo(status == MessageStatus.SENT ? null : MessageStatus.SENT);
        assertThat(verdict.retryAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Result.class)
    void aVerdictIsAlwaysAnEdgeOfTheTable(Result result) {
        for (MessageStatus status : MessageStatus.values()) {
            for (int tries = 0; tries < 4; tries++) {
                for (Current current : List.of(
                        new Current(status, tries, "w", MINE), new Current(status, tries, "w", UUID.randomUUID()))) {
                    Verdict verdict = judge(current, result);
                    if (verdict.next() != null) {
                        assertThat(status.mayBecome(verdict.next()))
                                .as("%s, %s to %s", result, status, verdict.next())
                                .isTrue();
                    }
                    if (verdict.next() != null && verdict.next().isFinished() || status.isFinished()) {
                        assertThat(verdict.retryAt()).isNull();
                    }
                }
            }
        }
    }

    @Test
    void theLadderEndsInFailure() {
        assertThat(judge(held(0), Result.DEFERRED))
                .isEqualTo(new Verdict(MessageStatus.DEFERRED, NOW.plusSeconds(300), false));
        assertThat(judge(held(1), Result.NOT_SENT))
                .isEqualTo(new Verdict(MessageStatus.DEFERRED, NOW.plusSeconds(3600), false));
        assertThat(judge(held(2), Result.DEFERRED)).isEqualTo(new Verdict(MessageStatus.FAILED, null, false));
        assertThat(judge(held(2), Result.NOT_SENT)).isEqualTo(new Verdict(MessageStatus.FAILED, null, false));
    }

    @Test
    void onlyTheHolderCanDefer() {
        var other = new Current(MessageStatus.SENDING, 0, "w", UUID.randomUUID());

        assertThat(judge(other, Result.DEFERRED)).isEqualTo(new Verdict(null, NOW.plusSeconds(15), false));
        assertThat(judge(other, Result.REJECTED)).isEqualTo(new Verdict(null, NOW.plusSeconds(15), true));
        assertThat(judge(other, Result.UNCERTAIN).next()).isEqualTo(MessageStatus.UNCERTAIN);
        assertThat(judge(other, Result.ACCEPTED).next()).isEqualTo(MessageStatus.SENT);
    }

    @Test
    void anUncertainMailIsNeverWaitingAgain() {
        for (Result result : Result.values()) {
            assertThat(judge(new Current(MessageStatus.UNCERTAIN, 1, null, null), result)
                            .next())
                    .isIn(null, MessageStatus.SENT, MessageStatus.BOUNCED);
        }
    }

    private static Current held(int tries) {
        return new Current(MessageStatus.SENDING, tries, "w", MINE);
    }

    private static Verdict judge(Current current, Result result) {
        return OutcomeRules.judge(
                current, "w", MINE, new SendOutcome(UUID.randomUUID(), result, NOW, 550, "5.1.1", "no"), SETTINGS, NOW);
    }
}
