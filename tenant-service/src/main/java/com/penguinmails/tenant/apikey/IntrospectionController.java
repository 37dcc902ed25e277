package com.penguinmails.tenant.apikey;

import com.penguinmails.contracts.tenant.ApiKeys;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import java.util.Optional;
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
        // What is missing in JSON is null here, whatever the contract says.
        return Optional.ofNullable(presented.key())
                .flatMap(keys::grantOf)
                .orElseThrow(() -> Refusal.notFound("API key"));
    }
}
