package com.penguinmails.contracts.tenant;

import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Which tenants a person belongs to, and what they may do there; asked by user-service when it mints a token. */
public interface Memberships {

    /** All active memberships of one person over all tenants, oldest first; empty for a stranger. */
    @GetExchange("/internal/memberships")
    List<MembershipView> ofUser(@RequestParam UUID userId);

    /** @param permissions strings such as {@code campaign:send}; see {@link Permissions} */
    record MembershipView(UUID tenantId, String tenantName, String role, List<String> permissions) {}
}
