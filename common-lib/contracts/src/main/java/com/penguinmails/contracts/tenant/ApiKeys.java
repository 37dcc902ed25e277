package com.penguinmails.contracts.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** What an API key may do; asked by the gateway, which turns the key into a token and may keep the answer for up to a minute. */
public interface ApiKeys {

    /** Refuses with {@code not-found} for everything that is no working key: unknown, expired, revoked, mistyped, of a closed tenant. */
    @PostExchange("/internal/api-keys/introspection")
    ApiKeyGrant introspect(@RequestBody PresentedKey presented);

    /** @param key whole, as the caller sent it */
    record PresentedKey(String key) {

        /** A key belongs into no log. */
        @Override
        public String toString() {
            return "PresentedKey[]";
        }
    }

    /**
     * @param keyId stands for the key in tokens, logs and the audit log
     * @param createdBy the member for whom the key acts
     * @param permissions what the key was given, as far as that member may still do it; see {@link Permissions}
     * @param expiresAt no token made from the key may live longer
     * @param allowedRanges CIDR ranges from which the key may be used; empty for anywhere
     */
    record ApiKeyGrant(
            UUID tenantId,
            UUID keyId,
            UUID createdBy,
            List<String> permissions,
            Instant expiresAt,
            List<String> allowedRanges) {}
}
