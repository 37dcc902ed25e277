package com.penguinmails.infrastructure;

import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.contracts.tenant.TenantDataKeys;
import com.penguinmails.crypto.WrappedKeysets;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Stand-ins for tenant-service and billing-service that keep to their contracts. */
@TestConfiguration(proxyBeanMethods = false)
class Neighbours {

    private static final int PLENTY = 100;

    /** What the plan of a tenant allows; plenty when nothing is said. */
    static final class Plans {

        private final Map<UUID, Integer> maxMailboxes = new ConcurrentHashMap<>();

        void allow(UUID tenant, int mailboxes) {
            maxMailboxes.put(tenant, mailboxes);
        }
    }

    @Bean
    Plans plans() {
        return new Plans();
    }

    @Bean
    @Primary
    SendingQuota quotaOf(Plans plans) {
        return new SendingQuota() {
            @Override
            public QuotaView quota() {
                UUID tenant = TenantScope.current().value();
                LocalDate start = LocalDate.of(2026, 11, 1);
                return new QuotaView(
                        "starter",
                        "active",
                        -1,
                        0,
                        plans.maxMailboxes.getOrDefault(tenant, PLENTY),
                        start,
                        start.plusMonths(1));
            }

            @Override
            public QuotaView reserve(UUID reservationId, Reservation reservation) {
                throw new UnsupportedOperationException("this service reserves nothing");
            }
        };
    }

    @Bean
    @Primary
    TenantDataKeys keysOfTenants(WrappedKeysets keysets) {
        Map<UUID, String> stored = new ConcurrentHashMap<>();
        return tenant -> new TenantDataKeys.WrappedKeyset(
                tenant, stored.computeIfAbsent(tenant, id -> keysets.generate(new TenantId(id))));
    }
}
