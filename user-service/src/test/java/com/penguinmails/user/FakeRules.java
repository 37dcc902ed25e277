package com.penguinmails.user;

import com.penguinmails.contracts.tenant.TenantRules;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Policies of tenants; who has none asks for nothing. */
final class FakeRules implements TenantRules {

    private final Map<UUID, SignInPolicy> policies = new ConcurrentHashMap<>();

    @Override
    public Rules rules(UUID tenantId) {
        return new Rules(tenantId, policies.getOrDefault(tenantId, new SignInPolicy(false, null)), Map.of(), List.of());
    }

    void put(UUID tenantId, boolean mfaRequired, @Nullable Integer sessionMinutes) {
        policies.put(tenantId, new SignInPolicy(mfaRequired, sessionMinutes));
    }
}
