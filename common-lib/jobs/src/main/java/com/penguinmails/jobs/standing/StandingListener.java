package com.penguinmails.jobs.standing;

import com.penguinmails.contracts.tenant.TenantEvents.Standing;

/** What else a service does when the standing of a tenant changes; make it a bean. */
public interface StandingListener {

    /** Called once per change, with the tenant in scope and in the transaction in which the change becomes known here. */
    void changed(Standing standing);
}
