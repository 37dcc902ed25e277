package com.penguinmails.gateway.authn;

import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.gateway.edge.Unavailable;
import com.penguinmails.gateway.limits.RateLimits;
import com.penguinmails.gateway.routing.PublicRoute;
import com.penguinmails.kernel.Refusal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Asks of every request what its route demands. The route that was matched decides, not a second look at the path, so there is no
 * spelling of a path that is routed as one thing and checked as another.
 */
@Component
@Order(-100)
class Doorkeeper implements GlobalFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    /** Everything that is asked here has a shorter one of its own; this is for what was forgotten. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Tokens tokens;
    private final KeyCallers keys;
    private final RateLimits limits;
    private final Duration patience;

    @Autowired
    Doorkeeper(Tokens tokens, KeyCallers keys, RateLimits limits) {
        this(tokens, keys, limits, PATIENCE);
    }

    Doorkeeper(Tokens tokens, KeyCallers keys, RateLimits limits, Duration patience) {
        this.tokens = tokens;
        this.keys = keys;
        this.limits = limits;
        this.patience = patience;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Mono<Void> admitted = switch (PublicRoute.of(exchange).access()) {
            case SIGNED_IN -> admitSignedIn(exchange);
            case OPERATOR -> admitSignedIn(exchange).then(Mono.defer(() -> admitOperator(exchange)));
            case ANONYMOUS -> limits.passAnonymous(exchange);
            case LINK -> limits.passLink(exchange);
        };
        return admitted.timeout(patience, Mono.error(Doorkeeper::undecided))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static Refusal undecided() {
        LOG.error("A request was neither let in nor turned away");
        return Unavailable.service();
    }

    private Mono<Void> admitSignedIn(ServerWebExchange exchange) {
        return verify(exchange)
                .onErrorResume(Refusal.class, refusal -> turnAway(exchange, refusal))
                .flatMap(caller -> {
                    caller.keepIn(exchange);
                    return caller.keyId() == null
                            ? limits.passUser(exchange, caller)
                            : limits.passKey(exchange, caller);
                });
    }

    /** After the limits, so that trying costs as much as asking. */
    private static Mono<Void> admitOperator(ServerWebExchange exchange) {
        boolean operator = Caller.of(exchange).map(Caller::isOperator).orElse(false);
        return operator
                ? Mono.empty()
                : Mono.error(new Refusal(
                        Refusal.Kind.FORBIDDEN, "permission-required", "This is for those who run the platform."));
    }

    private Mono<Caller> verify(ServerWebExchange exchange) {
        return PresentedKey.isIn(exchange.getRequest().getHeaders())
                ? keys.verify(exchange)
                : tokens.verify(exchange.getRequest().getHeaders());
    }

    /** Guessing tokens counts against the address it comes from. */
    private Mono<Caller> turnAway(ServerWebExchange exchange, Refusal refusal) {
        return refusal.kind() == Refusal.Kind.UNAUTHENTICATED
                ? limits.passAnonymous(exchange).then(Mono.error(refusal))
                : Mono.error(refusal);
    }
}
