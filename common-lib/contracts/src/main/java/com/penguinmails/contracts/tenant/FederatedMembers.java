package com.penguinmails.contracts.tenant;

import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Lets people in whom the tenant's own identity provider vouches for; asked by user-service, and only where an owner of the tenant said so. */
public interface FederatedMembers {

    /** What such a person may become; who decides about others is never made by a provider. */
    List<String> ROLES = List.of("viewer", "member", "manager");

    /**
     * Makes the person a member. Nothing changes for who is one already, whatever their role. Refuses with {@code not-found} for an unknown
     * or closed tenant, with {@code invalid-request} a role that is not in {@link #ROLES}, and with {@code tenant-quota-exceeded}.
     */
    @PostExchange("/internal/tenants/{tenantId}/federated-members")
    void join(@PathVariable UUID tenantId, @RequestBody Joiner joiner);

    /** @param role one of {@link #ROLES} */
    record Joiner(UUID userId, String role) {}
}
