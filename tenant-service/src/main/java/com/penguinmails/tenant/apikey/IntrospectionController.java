package com.penguinmails.tenant.apikey;

import com.penguinmails.contracts.tenant.ApiKeys;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import org.springframework.web.bind.annotation.RestController;

/** For the gateway, which meets the keys, and for user-service, which makes tokens. */
@RestController
@InternalEndpoint({"gateway", "user"})
class IntrospectionController implements ApiKeys {

    private final PresentedKeys keys;

    IntrospectionController(PresentedKeys keys) {
        this.keys = keys;
    }

    @Override
    public ApiKeyGrant introspect(PresentedKey presented) {
        return keys.grantOf(presented.key()).orElseThrow(() -> Refusal.notFound("API key"));
    }
}
