package com.penguinmails.contracts.tenant;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** What holds in a tenant: its policy, its quotas, and the features that are switched on for it. May be kept for a minute. */
public interface TenantRules {

    /** Refuses with {@code not-found} for an unknown tenant. */
    @GetExchange("/internal/tenants/{tenantId}/rules")
    Rules rules(@PathVariable UUID tenantId);

    /**
     * @param quotas the most there may be, by name, for example {@code members}
     * @param features keys of the feature flags that are on for this tenant
     */
    record Rules(UUID tenantId, SignInPolicy policy, Map<String, Long> quotas, List<String> features) {}

    /**
     * How members must sign in.
     *
     * @param mfaRequired whether a member needs a second factor to work in the tenant
     * @param sessionMinutes a sign-in that works in this tenant ends after so long, whatever happens; null for the platform's own limit
     */
    record SignInPolicy(boolean mfaRequired, @Nullable Integer sessionMinutes) {}
}
