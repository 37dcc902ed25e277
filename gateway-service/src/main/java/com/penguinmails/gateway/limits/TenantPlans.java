package com.penguinmails.gateway.limits;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.billing.SendingQuota.QuotaView;
import com.penguinmails.gateway.internal.InternalCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which plan each tenant has, asked of billing now and then. No request waits for it: the first ones of a tenant pass as one of
 * an unknown plan, and while billing is away what was known stays.
 */
@Component
class TenantPlans {

    private static final Logger LOG = LoggerFactory.getLogger(TenantPlans.class);
    private static final Duration FRESH = Duration.ofMinutes(2);
    /** Plans are small; beyond this many tenants those that have not asked for long are forgotten. */
    private static final int MAX_TENANTS = 20_000;

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** @param askedAt when billing was asked last, with whatever success */
    private record Known(@Nullable String plan, Instant askedAt) {}

    private final InternalCalls calls;
    private final Clock clock;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    TenantPlans(InternalCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** The slug of the plan; null while it is not known. */
    @Nullable
    String planOf(String tenantId) {
        Known found = known.get(tenantId);
        if (found == null || found.askedAt().plus(FRESH).isBefore(clock.instant())) {
            ask(tenantId);
        }
        return found == null ? null : found.plan();
    }

    private void ask(String tenantId) {
        if (!asking.add(tenantId)) {
            return;
        }
        if (known.size() >= MAX_TENANTS) {
            Instant longAgo = clock.instant().minus(FORGOTTEN_AFTER);
            known.values().removeIf(plan -> plan.askedAt().isBefore(longAgo));
        }
        calls.get(ServiceName.BILLING, "/internal/quota", tenantId, QuotaView.class)
                .doOnNext(quota -> known.put(tenantId, new Known(quota.plan(), clock.instant())))
                .then()
                .onErrorResume(away -> {
                    LOG.debug("The plan of {} is not known: {}", tenantId, away.toString());
                    known.compute(
                            tenantId,
                            (id, before) -> new Known(before == null ? null : before.plan(), clock.instant()));
                    return Mono.empty();
                })
                .doFinally(end -> asking.remove(tenantId))
                .subscribe();
    }
}
