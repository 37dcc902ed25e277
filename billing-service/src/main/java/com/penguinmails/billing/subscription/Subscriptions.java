package com.penguinmails.billing.subscription;

import com.penguinmails.billing.plan.Plan;
import com.penguinmails.billing.plan.Plans;
import com.penguinmails.billing.usage.UsageLedger;
import com.penguinmails.billing.usage.UsageLedger.Reservation;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The subscription of the tenant in scope: how it stands, and taking mails out of its allowance. */
@Component
class Subscriptions {

    private final SubscriptionRepository subscriptions;
    private final Trials trials;
    private final Plans plans;
    private final UsageLedger usage;
    private final Clock clock;
    private final TransactionTemplate change;
    private final TransactionTemplate read;

    Subscriptions(
            SubscriptionRepository subscriptions,
            Trials trials,
            Plans plans,
            UsageLedger usage,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.subscriptions = subscriptions;
        this.trials = trials;
        this.plans = plans;
        this.usage = usage;
        this.clock = clock;
        this.change = new TransactionTemplate(transactions);
        this.read = new TransactionTemplate(transactions);
        this.read.setReadOnly(true);
    }

    /** A tenant that is asked about before the news of it arrived gets its trial here. */
    Standing standing() {
        return read.execute(status -> find()).orElseGet(() -> {
            trials.start(clock.instant());
            return read.execute(status -> find()).orElseThrow();
        });
    }

    /**
     * Makes the reservation hold {@code emails}, all of them or nothing.
     *
     * <p>Giving back and asking again are always allowed; only taking more needs a subscription that may send and enough left.
     */
    Standing reserve(UUID reservationId, long emails) {
        if (emails < 0) {
            throw Refusal.invalid("count", "must not be negative");
        }
        return change.execute(status -> {
            Instant now = clock.instant();
            Subscription subscription = locked(now);
            Optional<Reservation> held = usage.find(reservationId);
            Instant period = held.map(Reservation::periodStart)
                    .orElseGet(() -> subscription.period(now).start());
            long more = emails - held.map(Reservation::emails).orElse(0L);
            if (more != 0) {
                long taken = usage.lock(period);
                if (more > 0) {
                    requireAllowed(subscription, taken, more);
                }
                usage.set(reservationId, period, emails);
            }
            return standing(subscription, now);
        });
    }

    /** The tenant is closed: nothing is bought or sent any more. */
    void end() {
        change.executeWithoutResult(status -> {
            Instant now = clock.instant();
            subscriptions.findForChange(TenantScope.current().value()).ifPresent(subscription -> {
                subscription.advanceTo(now);
                if (subscription.status() != SubscriptionStatus.CANCELED) {
                    subscription.apply(SubscriptionStatus.Event.CANCELED, now);
                }
            });
        });
    }

    /** Under the lock of the tenant's subscription, so that its reservations come one after the other. */
    private Subscription locked(Instant now) {
        UUID tenant = TenantScope.current().value();
        Subscription subscription = subscriptions
                .findForChange(tenant)
                .or(() -> {
                    trials.start(now);
                    return subscriptions.findForChange(tenant);
                })
                .orElseThrow();
        subscription.advanceTo(now);
        return subscription;
    }

    private void requireAllowed(Subscription subscription, long taken, long more) {
        if (!subscription.status().maySend()) {
            throw Refusal.conflict(
                    "subscription-inactive",
                    "The subscription is " + subscription.status().text() + "; choose a plan to send mails again.");
        }
        Plan plan = plans.named(subscription.plan());
        long allowed = plan.limits().emailsPerPeriod();
        if (allowed != Plan.UNLIMITED && taken + more > allowed) {
            throw Refusal.conflict(
                    "quota-exceeded",
                    "The plan " + plan.name() + " allows " + allowed + " mails in this period; " + taken
                            + " are taken and " + more + " more were asked for.");
        }
    }

    private Optional<Standing> find() {
        Instant now = clock.instant();
        return subscriptions.findById(TenantScope.current().value()).map(subscription -> {
            // Only in memory: this transaction writes nothing, and whoever changes the subscription advances it again.
            subscription.advanceTo(now);
            return standing(subscription, now);
        });
    }

    private Standing standing(Subscription subscription, Instant now) {
        BillingPeriod period = subscription.period(now);
        return new Standing(
                plans.named(subscription.plan()),
                subscription.status(),
                subscription.trialEndsAt(),
                period,
                usage.reserved(period.start()));
    }
}
