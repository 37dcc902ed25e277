package com.penguinmails.gateway.authn;

import com.penguinmails.contracts.user.ApiKeyTokens.KeyToken;
import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.gateway.edge.ClientAddresses;
import com.penguinmails.gateway.limits.RateLimits;
import com.penguinmails.kernel.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out for whom a program with an API key comes. */
@Component
class KeyCallers {

    private final KeyExchange exchange;
    private final ClientAddresses addresses;
    private final RateLimits limits;

    KeyCallers(KeyExchange exchange, ClientAddresses addresses, RateLimits limits) {
        this.exchange = exchange;
        this.addresses = addresses;
        this.limits = limits;
    }

    /** The caller, or a refusal: of {@link KeyExchange}, {@code key-not-allowed-here}, or {@code rate-limited} for who tries keys. */
    Mono<Caller> verify(ServerWebExchange request) {
        PresentedKey key = PresentedKey.of(request.getRequest().getHeaders()).orElse(null);
        if (key == null) {
            return Mono.error(Tokens.unauthenticated());
        }
        // Each key that is not known yet costs its address, before anybody is asked: keys are not to be tried out.
        Mono<Void> mayAsk = exchange.remembers(key) ? Mono.empty() : limits.passAnonymous(request);
        return mayAsk.then(exchange.tokenOf(key)).map(token -> callerOf(token, request));
    }

    private Caller callerOf(KeyToken token, ServerWebExchange request) {
        if (!token.allowedRanges().isEmpty() && !addresses.isWithin(request.getRequest(), token.allowedRanges())) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "key-not-allowed-here",
                    "This API key may be used from certain addresses only, and yours is none of them.");
        }
        return new Caller(
                token.userId().toString(),
                token.tenantId().toString(),
                token.keyId().toString(),
                null,
                token.accessToken(),
                token.expiresAt(),
                false);
    }
}
