package com.penguinmails.billing.subscription;

import com.penguinmails.billing.plan.Plan;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.RequiresPermission;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows a tenant its subscription. */
@RestController
class SubscriptionController {

    private final Subscriptions subscriptions;

    SubscriptionController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * A tenant's subscription now.
     *
     * @param status {@code trialing}, {@code active}, {@code past_due} or {@code canceled}
     */
    record SubscriptionView(Plan plan, String status, Instant trialEndsAt, Period period, Usage usage) {

        /** The allowance lasts from {@code start}, included, to {@code end}, excluded. */
        record Period(Instant start, Instant end) {}

        /** -1 means unlimited. */
        record Usage(long emailsReserved, long emailsPerPeriod, long emailsLeft) {}
    }

    @GetMapping("/api/v1/billing/subscription")
    @RequiresPermission(Permissions.BILLING_READ)
    SubscriptionView subscription() {
        Standing standing = subscriptions.standing();
        return new SubscriptionView(
                standing.plan(),
                standing.status().text(),
                standing.trialEndsAt(),
                new SubscriptionView.Period(
                        standing.period().start(), standing.period().end()),
                new SubscriptionView.Usage(
                        standing.emailsReserved(), standing.plan().limits().emailsPerPeriod(), standing.emailsLeft()));
    }
}
