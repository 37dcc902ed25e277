package com.penguinmails.user.apikey;

import com.penguinmails.contracts.tenant.ApiKeys;
import com.penguinmails.contracts.tenant.ApiKeys.ApiKeyGrant;
import com.penguinmails.contracts.tenant.ApiKeys.PresentedKey;
import com.penguinmails.contracts.user.ApiKeyTokens;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.token.ApiKeyAccessTokens;
import org.springframework.web.bind.annotation.RestController;

/** Exchanges keys for the gateway. */
@RestController
@InternalEndpoint("gateway")
class ApiKeyTokensController implements ApiKeyTokens {

    private final ApiKeys keys;
    private final Credentials credentials;
    private final ApiKeyAccessTokens tokens;

    ApiKeyTokensController(ApiKeys keys, Credentials credentials, ApiKeyAccessTokens tokens) {
        this.keys = keys;
        this.credentials = credentials;
        this.tokens = tokens;
    }

    @Override
    public KeyToken exchange(PresentedKey presented) {
        ApiKeyGrant grant = keys.introspect(presented);
        Person member = credentials.person(grant.createdBy()).orElseThrow(() -> Refusal.notFound("API key"));
        ApiKeyAccessTokens.Minted minted = tokens.mint(grant, member.emailVerified());
        return new KeyToken(
                minted.token(),
                minted.expiresAt(),
                grant.tenantId(),
                grant.createdBy(),
                grant.keyId(),
                grant.allowedRanges());
    }
}
