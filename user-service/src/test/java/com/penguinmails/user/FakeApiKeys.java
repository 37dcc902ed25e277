package com.penguinmails.user;

import com.penguinmails.contracts.tenant.ApiKeys;
import com.penguinmails.kernel.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** tenant-service, as far as API keys are concerned. */
final class FakeApiKeys implements ApiKeys {

    private final Map<String, ApiKeyGrant> grants = new ConcurrentHashMap<>();

    @Override
    public ApiKeyGrant introspect(PresentedKey presented) {
        ApiKeyGrant grant = grants.get(presented.key());
        if (grant == null) {
            throw Refusal.notFound("API key");
        }
        return grant;
    }

    void grant(String key, ApiKeyGrant grant) {
        grants.put(key, grant);
    }
}
