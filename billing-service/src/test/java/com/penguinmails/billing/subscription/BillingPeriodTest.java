package com.penguinmails.billing.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingPeriodTest {

    private static final Instant TRIAL_END = Instant.parse("2027-01-31T10:00:00Z");
    private static final Instant START = TRIAL_END.minus(Trials.LENGTH);

    @ParameterizedTest
    @CsvSource({
        "2027-01-17T10:00:00Z, 2027-01-17T10:00:00Z, 2027-01-31T10:00:00Z",
        "2027-01-31T09:59:59.999999999Z, 2027-01-17T10:00:00Z, 2027-01-31T10:00:00Z",
        "2027-01-31T10:00:00Z, 2027-01-31T10:00:00Z, 2027-02-28T10:00:00Z",
        "2027-02-28T09:59:59Z, 2027-01-31T10:00:00Z, 2027-02-28T10:00:00Z",
        "2027-02-28T10:00:00Z, 2027-02-28T10:00:00Z, 2027-03-31T10:00:00Z",
        "2027-03-31T10:00:00Z, 2027-03-31T10:00:00Z, 2027-04-30T10:00:00Z",
        "2028-02-29T10:00:00Z, 2028-02-29T10:00:00Z, 2028-03-31T10:00:00Z",
        "2036-12-31T23:59:59Z, 2036-12-31T10:00:00Z, 2037-01-31T10:00:00Z",
    })
    void isTheTrialAndThenAMonth(Instant moment, Instant start, Instant end) {
        assertThat(BillingPeriod.at(moment, START, TRIAL_END)).isEqualTo(new BillingPeriod(start, end));
    }

    @Test
    void leavesNoMomentOutAndNoneTwice() {
        BillingPeriod previous = BillingPeriod.at(START, START, TRIAL_END);
        for (int i = 0; i < 60; i++) {
            BillingPeriod next = BillingPeriod.at(previous.end(), START, TRIAL_END);
            assertThat(next.start()).isEqualTo(previous.end());
            assertThat(BillingPeriod.at(next.end().minus(Duration.ofNanos(1)), START, TRIAL_END))
                    .isEqualTo(next);
            previous = next;
        }
    }
}
