package com.penguinmails.gateway.limits;

import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.gateway.edge.ClientAddresses;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
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
    private final Clock clock;
    private final AtomicReference<Instant> redisAwayUntil = new AtomicReference<>(Instant.EPOCH);

    RateLimits(RedisCounters shared, ClientAddresses addresses, LimitProperties limits, Clock clock) {
        this.shared = shared;
        this.local = new LocalCounters(clock);
        this.addresses = addresses;
        this.limits = limits;
        this.clock = clock;
    }

    /** Counts for the person who asks. */
    public Mono<Void> passUser(ServerWebExchange exchange, Caller caller) {
        return pass(exchange, new Bucket("user:" + caller.userId(), limits.userPerMinute()));
    }

    /** Counts for the address that asks the API without a valid token. */
    public Mono<Void> passAnonymous(ServerWebExchange exchange) {
        return pass(exchange, new Bucket("ip:" + addresses.networkOf(exchange.getRequest()), limits.ipPerMinute()));
    }

    /** Counts for the address that follows a link. */
    public Mono<Void> passLink(ServerWebExchange exchange) {
        return pass(exchange, new Bucket("link:" + addresses.networkOf(exchange.getRequest()), limits.linkPerMinute()));
    }

    private Mono<Void> pass(ServerWebExchange exchange, Bucket bucket) {
        return count(bucket).flatMap(decision -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set("RateLimit-Limit", Integer.toString(decision.limit()));
            headers.set("RateLimit-Remaining", Long.toString(decision.remaining()));
            headers.set("RateLimit-Reset", Long.toString(decision.resetSeconds()));
            if (decision.allowed()) {
                return Mono.empty();
            }
            return Mono.error(Refusal.tooMany(
                    "rate-limited",
                    "More than " + decision.limit() + " requests in a minute; wait " + decision.resetSeconds()
                            + " seconds.",
                    Duration.ofSeconds(decision.resetSeconds())));
        });
    }

    private Mono<Decision> count(Bucket bucket) {
        if (clock.instant().isBefore(redisAwayUntil.get())) {
            return Mono.fromSupplier(() -> local.count(bucket));
        }
        return shared.count(bucket).onErrorResume(away -> {
            redisAwayUntil.set(clock.instant().plus(LEAVE_REDIS_ALONE));
            LOG.warn("Redis does not count requests; this process does: {}", away.toString());
            return Mono.fromSupplier(() -> local.count(bucket));
        });
    }
}
