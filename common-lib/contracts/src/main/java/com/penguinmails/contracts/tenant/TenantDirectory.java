package com.penguinmails.contracts.tenant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Looks tenants up by id. */
public interface TenantDirectory {

    /** Refuses with {@code not-found} for an unknown tenant. */
    @GetExchange("/internal/tenants/{tenantId}")
    TenantView tenant(@PathVariable UUID tenantId);

    /**
     * @param status {@code active}, {@code suspended}, {@code closing} or {@code closed}; only an active tenant sends
     * @param postalAddress one line, printed in the footer of every mail (CAN-SPAM §7704(a)(5)); null until it was set
     * @param timezone IANA name, for example {@code Europe/Madrid}
     */
    record TenantView(
            UUID id, String name, String status, @Nullable String postalAddress, String timezone) {}
}
