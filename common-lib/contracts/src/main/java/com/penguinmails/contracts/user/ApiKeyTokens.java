package com.penguinmails.contracts.user;

import com.penguinmails.contracts.tenant.ApiKeys.PresentedKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Makes an access token for whoever presents an API key, so that services need to know tokens alone; asked by the gateway. What the key may
 * do is asked of tenant-service, never of the caller.
 */
public interface ApiKeyTokens {

    /** Refuses with {@code not-found} everything that is no working key, see {@link com.penguinmails.contracts.tenant.ApiKeys}. */
    @PostExchange("/internal/api-key-tokens")
    KeyToken exchange(@RequestBody PresentedKey presented);

    /**
     * @param accessToken of the member who made the key, with the permissions of the key; it proves no recent sign-in
     * @param expiresAt a few minutes from now, and not after the key
     * @param keyId stands for the key in logs
     * @param allowedRanges CIDR ranges from which the key may be used; empty for anywhere
     */
    record KeyToken(
            String accessToken, Instant expiresAt, UUID tenantId, UUID userId, UUID keyId, List<String> allowedRanges) {

        @Override
        public String toString() {
            return "KeyToken[" + keyId + "]";
        }
    }
}
