package com.penguinmails.billing.subscription;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a subscription stands, and the one table of how it can move.
 *
 * <p>The names are Stripe's, which the contracts use too.
 */
enum SubscriptionStatus {
    /** May send within the plan's limits until the trial ends; no card is needed. */
    TRIALING,
    ACTIVE,
    /** A payment failed and is tried again; sending goes on meanwhile. */
    PAST_DUE,
    /** Over. Data stay, nothing more is sent. */
    CANCELED;

    /** What can happen to a subscription. */
    enum Event {
        TRIAL_ENDED,
        PAID,
        PAYMENT_FAILED,
        /** The last try to be paid failed. */
        GRACE_ENDED,
        /** The tenant or an operator ended it. */
        CANCELED
    }

    private static final Map<SubscriptionStatus, Map<Event, SubscriptionStatus>> EDGES = Map.of(
            TRIALING, Map.of(Event.TRIAL_ENDED, CANCELED, Event.PAID, ACTIVE, Event.CANCELED, CANCELED),
            ACTIVE, Map.of(Event.PAID, ACTIVE, Event.PAYMENT_FAILED, PAST_DUE, Event.CANCELED, CANCELED),
            PAST_DUE,
                    Map.of(
                            Event.PAID,
                            ACTIVE,
                            Event.PAYMENT_FAILED,
                            PAST_DUE,
                            Event.GRACE_ENDED,
                            CANCELED,
                            Event.CANCELED,
                            CANCELED),
            CANCELED, Map.of(Event.PAID, ACTIVE));

    /** Empty when this cannot happen to a subscription that stands so. */
    Optional<SubscriptionStatus> after(Event event) {
        return Optional.ofNullable(EDGES.getOrDefault(this, Map.of()).get(event));
    }

    boolean maySend() {
        return this != CANCELED;
    }

    /** As the table and the contract spell it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SubscriptionStatus ofText(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no subscription status is spelt " + text));
    }
}
