package com.penguinmails.billing.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.billing.subscription.SubscriptionStatus.Event;
import com.penguinmails.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant TRIAL_END = START.plus(Trials.LENGTH);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "TRIALING, CANCELED, ACTIVE, -, -, CANCELED",
                "ACTIVE, -, ACTIVE, PAST_DUE, -, CANCELED",
                "PAST_DUE, -, ACTIVE, PAST_DUE, CANCELED, CANCELED",
                "CANCELED, -, ACTIVE, -, -, -",
            })
    void movesAlongTheTableOnly(
            SubscriptionStatus status,
            @Nullable SubscriptionStatus trialEnded,
            @Nullable SubscriptionStatus paid,
            @Nullable SubscriptionStatus paymentFailed,
            @Nullable SubscriptionStatus graceEnded,
            @Nullable SubscriptionStatus canceled) {
        assertThat(status.after(Event.TRIAL_ENDED).orElse(null)).isEqualTo(trialEnded);
        assertThat(status.after(Event.PAID).orElse(null)).isEqualTo(paid);
        assertThat(status.after(Event.PAYMENT_FAILED).orElse(null)).isEqualTo(paymentFailed);
        assertThat(status.after(Event.GRACE_ENDED).orElse(null)).isEqualTo(graceEnded);
        assertThat(status.after(Event.CANCELED).orElse(null)).isEqualTo(canceled);
    }

    @Test
    void aTrialEndsOnTheSecond() {
        var subscription = trial();

        subscription.advanceTo(TRIAL_END.minusNanos(1));
        assertThat(subscription.status()).isEqualTo(SubscriptionStatus.TRIALING);

        subscription.advanceTo(TRIAL_END);
        assertThat(subscription.status()).isEqualTo(SubscriptionStatus.CANCELED);
        assertThat(subscription.period(TRIAL_END.plus(Duration.ofDays(100))))
                .isEqualTo(new BillingPeriod(START, TRIAL_END));
    }

    @Test
    void aPaidTrialDoesNotEnd() {
        var subscription = trial();
        subscription.apply(Event.PAID, START.plusSeconds(60));

        subscription.advanceTo(TRIAL_END.plus(Duration.ofDays(100)));

        assertThat(subscription.status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(subscription.period(TRIAL_END).start()).isEqualTo(TRIAL_END);
    }

    @Test
    void refusesWhatCannotHappen() {
        var subscription = trial();

        assertThatThrownBy(() -> subscription.apply(Event.PAYMENT_FAILED, START))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("subscription-transition"));
        assertThat(subscription.status()).isEqualTo(SubscriptionStatus.TRIALING);
    }

    private static Subscription trial() {
        return new Subscription(UUID.randomUUID(), "starter", START, TRIAL_END);
    }
}
