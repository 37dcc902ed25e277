package com.penguinmails.gateway.limits;

import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.gateway.edge.ClientAddresses;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets a request pass or refuses it with {@code rate-limited}; either way the answer says how much is left.
 *
 * <p>A Redis that does not answer stops nobody: this process counts for itself meanwhile, and asks Redis again a little later.
 */
@Component
public class RateLimits {

    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
    private static final Duration LEAVE_REDIS_ALONE = Duration.ofSeconds(2);

    private final RedisCounters shared;
    private final LocalCounters local;
    private final ClientAddresses addresses;
    private final LimitProperties limits;
    private final TenantPlans plans;
    private final Clock clock;
    private final AtomicReference<Instant> redisAwayUntil = new AtomicReference<>(Instant.EPOCH);

    RateLimits(
            RedisCounters shared, ClientAddresses addresses, LimitProperties limits, TenantPlans plans, Clock clock) {
        this.shared = shared;
        this.local = new LocalCounters(clock);
        this.addresses = addresses;
        this.limits = limits;
        this.plans = plans;
        this.clock = clock;
    }

    /** Counts for the person who asks, and for their tenant as its plan allows. */
    public Mono<Void> passUser(ServerWebExchange exchange, Caller caller) {
        var buckets = new ArrayList<Bucket>();
        buckets.add(new Bucket("user", caller.userId(), Rate.ofMinute(limits.userPerMinute())));
        if (caller.tenantId() != null) {
            Rate rate = limits.peopleOf(plans.planOf(caller.tenantId()));
            buckets.add(new Bucket("tenant", caller.tenantId(), rate));
        }
        return pass(exchange, buckets);
    }

    /** Counts for all API keys of a tenant, as its plan allows; a program leaves its people's share alone. */
    public Mono<Void> passKey(ServerWebExchange exchange, Caller caller) {
        String tenant = Objects.requireNonNull(caller.tenantId(), "a key has a tenant");
        Rate rate = limits.keysOf(plans.planOf(tenant));
        return pass(exchange, List.of(new Bucket("api-keys", tenant, rate)));
    }

    /** Counts for the address that asks the API without a valid token. */
    public Mono<Void> passAnonymous(ServerWebExchange exchange) {
        return pass(exchange, List.of(ofNetwork("ip", exchange, limits.ipPerMinute())));
    }

    /** Counts for the address that follows a link. */
    public Mono<Void> passLink(ServerWebExchange exchange) {
        return pass(exchange, List.of(ofNetwork("link", exchange, limits.linkPerMinute())));
    }

    private Bucket ofNetwork(String policy, ServerWebExchange exchange, int perMinute) {
        return new Bucket(policy, addresses.networkOf(exchange.getRequest()), Rate.ofMinute(perMinute));
    }

    private Mono<Void> pass(ServerWebExchange exchange, List<Bucket> buckets) {
        return take(buckets).flatMap(decisions -> {
            Decision decision = Decision.tightest(decisions);
            LimitHeaders.write(exchange.getResponse().getHeaders(), decisions, decision);
            if (decision.allowed()) {
                return Mono.empty();
            }
            return Mono.error(Refusal.tooMany(
                    "rate-limited",
                    "More than " + decision.rate().perMinute() + " requests a minute (" + decision.policy() + "); wait "
                            + decision.retryAfterSeconds() + " seconds.",
                    Duration.ofSeconds(decision.retryAfterSeconds())));
        });
    }

    private Mono<List<Decision>> take(List<Bucket> buckets) {
        if (clock.instant().isBefore(redisAwayUntil.get())) {
            return Mono.fromSupplier(() -> local.take(buckets));
        }
        return shared.take(buckets).onErrorResume(away -> {
            redisAwayUntil.set(clock.instant().plus(LEAVE_REDIS_ALONE));
            LOG.warn("Redis does not count requests; this process does: {}", away.toString());
            return Mono.fromSupplier(() -> local.take(buckets));
        });
    }
}
