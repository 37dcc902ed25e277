package com.penguinmails.mailworld.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipientRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Knobs KNOBS = Knobs.defaults().withGreylistDelay(Duration.ofSeconds(30));

    @Test
    void hurdlesAreTakenOneAfterTheOther() {
        Behaviours behaviours = Behaviours.of("drop421-defer2-greylist-bounce.x@example.com");
        PairHistory history = PairHistory.NEW;
        Instant now = NOON;
        List<Integer> codes = new ArrayList<>();
        for (int attempt = 0; attempt < 6; attempt++) {
            Refusal refusal =
                    RecipientRules.atRecipient(behaviours, history, KNOBS, now).orElseThrow();
            codes.add(refusal.code());
            history = history.refused(refusal, now);
            now = now.plusSeconds(20);
        }
        // 421, twice deferred, greylisted at 60 s and at 80 s, through at 100 s into the user unknown.
        assertThat(codes).containsExactly(421, 451, 451, 451, 451, 550);
        assertThat(history.temporaryRefusals()).isEqualTo(5);
        assertThat(history.accepted().temporaryRefusals()).isZero();
    }

    @Test
    void anOutageDoesNotCountAsADeferral() {
        Behaviours behaviours = Behaviours.of("defer.x@example.com");
        Refusal outage = RecipientRules.atRecipient(
                        behaviours, PairHistory.NEW, KNOBS.withOutage(Outage.FAIL_EVERYTHING), NOON)
                .orElseThrow();

        PairHistory after = PairHistory.NEW.refused(outage, NOON);

        assertThat(outage.line()).startsWith("4.3.0");
        assertThat(RecipientRules.atRecipient(behaviours, after, KNOBS, NOON))
                .map(Refusal::cause)
                .isEqualTo(Optional.of(Behaviour.DEFER));
    }

    @Test
    void aGreylistedPairGetsThroughWhenTheDelayHasPassed() {
        Behaviours behaviours = Behaviours.of("greylist.x@example.com");
        PairHistory history = new PairHistory(0, NOON, false, 1);

        assertThat(RecipientRules.atRecipient(behaviours, history, KNOBS, NOON.plusMillis(29_999)))
                .isPresent();
        assertThat(RecipientRules.atRecipient(behaviours, history, KNOBS, NOON.plusSeconds(30)))
                .isEmpty();
    }

    @Test
    void fullHasATemporaryAndAPermanentForm() {
        assertThat(RecipientRules.atRecipient(Behaviours.of("full@e.com"), PairHistory.NEW, KNOBS, NOON))
                .hasValueSatisfying(refusal -> assertThat(refusal.temporary()).isFalse());
        assertThat(RecipientRules.atRecipient(Behaviours.of("full452@e.com"), PairHistory.NEW, KNOBS, NOON))
                .hasValueSatisfying(refusal -> assertThat(refusal.temporary()).isTrue());
    }
}
