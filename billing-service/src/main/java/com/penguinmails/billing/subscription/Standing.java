package com.penguinmails.billing.subscription;

import com.penguinmails.billing.plan.Plan;
import java.time.Instant;

/** What a tenant may use at one moment, and what it has used. */
record Standing(Plan plan, SubscriptionStatus status, Instant trialEndsAt, BillingPeriod period, long emailsReserved) {

    boolean unlimited() {
        return plan.limits().emailsPerPeriod() == Plan.UNLIMITED;
    }

    /** {@link Plan#UNLIMITED} when there is no limit. */
    long emailsLeft() {
        return unlimited() ? Plan.UNLIMITED : Math.max(0, plan.limits().emailsPerPeriod() - emailsReserved);
    }
}
