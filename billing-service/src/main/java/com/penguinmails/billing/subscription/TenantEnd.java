package com.penguinmails.billing.subscription;

import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.jobs.standing.StandingListener;
import org.springframework.stereotype.Component;

/** A closed tenant has no subscription any more. */
@Component
class TenantEnd implements StandingListener {

    private final Subscriptions subscriptions;

    TenantEnd(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public void changed(Standing standing) {
        if (standing == Standing.CLOSED) {
            subscriptions.end();
        }
    }
}
