package com.penguinmails.tenant.flag;

import java.util.List;
import org.springframework.stereotype.Component;

/** What is switched on for the tenant in scope. */
@Component
public class TenantFeatures {

    private final FeatureFlags flags;

    TenantFeatures(FeatureFlags flags) {
        this.flags = flags;
    }

    /** Keys of feature flags, in the order of the alphabet. */
    public List<String> on() {
        return flags.onForTenant();
    }
}
