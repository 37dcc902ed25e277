package com.penguinmails.billing.subscription;

import com.penguinmails.kernel.Refusal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant has bought. It is made by {@link Trials} and moves along the edges of {@link SubscriptionStatus}. */
@Entity
@Table(name = "subscriptions")
class Subscription {

    @Id
    @Column(name = "tenant_id")
    private UUID tenantId;

    @Column(name = "plan")
    private String plan;

    @Column(name = "status")
    private SubscriptionStatus status;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "trial_ends_at")
    private Instant trialEndsAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Subscription() {}

    /** A trial that begins at {@code start}. */
    Subscription(UUID tenantId, String plan, Instant start, Instant trialEnd) {
        this.tenantId = tenantId;
        this.plan = plan;
        this.status = SubscriptionStatus.TRIALING;
        this.startedAt = start;
        this.trialEndsAt = trialEnd;
    }

    /** Lets happen what time alone brings: the end of the trial. */
    void advanceTo(Instant now) {
        if (status == SubscriptionStatus.TRIALING && !now.isBefore(trialEndsAt)) {
            apply(SubscriptionStatus.Event.TRIAL_ENDED, trialEndsAt);
        }
    }

    /** Refuses with {@code subscription-transition} what cannot happen to a subscription that stands as this one does. */
    void apply(SubscriptionStatus.Event event, Instant at) {
        status = status.after(event)
                .orElseThrow(() -> Refusal.conflict(
                        "subscription-transition",
                        "A subscription that is " + status.text() + " cannot go through "
                                + event.name().toLowerCase(Locale.ROOT) + "."));
        endedAt = status == SubscriptionStatus.CANCELED ? at : null;
    }

    /** The period at {@code now}, or the last one of a subscription that is over. */
    BillingPeriod period(Instant now) {
        Instant moment = endedAt == null ? now : endedAt.minusNanos(1);
        return BillingPeriod.at(moment, startedAt, trialEndsAt);
    }

    String plan() {
        return plan;
    }

    SubscriptionStatus status() {
        return status;
    }

    Instant trialEndsAt() {
        return trialEndsAt;
    }
}
