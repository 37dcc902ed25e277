package com.penguinmails.contracts.tenant;

import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Hands out a tenant's data key, always wrapped by the platform's root key. */
public interface TenantDataKeys {

    /** Refuses with {@code not-found} when the tenant is unknown or its key was destroyed. */
    @GetExchange("/internal/tenants/{tenantId}/data-key")
    WrappedKeyset dataKey(@PathVariable UUID tenantId);

    /** @param keyset a Tink keyset, encrypted with the root key with the tenant id as associated data, base64 */
    record WrappedKeyset(UUID tenantId, String keyset) {}
}
