package com.penguinmails.billing.usage;

import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails taken out of the allowances of the tenant in scope, in the caller's transaction.
 *
 * <p>Changes are made under the lock of a period's row, so two takers at the same time cannot both get the last mail.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class UsageLedger {

    private final JdbcClient jdbc;
    private final Clock clock;

    UsageLedger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param periodStart the period it counts for, which stays the one in which it was first made */
    public record Reservation(Instant periodStart, long emails) {}

    /** How many mails of the period are taken. */
    public long reserved(Instant periodStart) {
        return jdbc.sql(
                        "select emails_reserved from usage_periods where tenant_id = :tenant and period_start = :period")
                .param("tenant", TenantScope.current().value())
                .param("period", utc(periodStart))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    public Optional<Reservation> find(UUID reservationId) {
        return jdbc.sql("select period_start, emails from quota_reservations where tenant_id = :tenant and id = :id")
                .param("tenant", TenantScope.current().value())
                .param("id", reservationId)
                .query((row, number) -> new Reservation(
                        Objects.requireNonNull(row.getTimestamp("period_start")).toInstant(), row.getLong("emails")))
                .optional();
    }

    /** Waits until nobody else changes this period, and answers how much of it is taken then. */
    public long lock(Instant periodStart) {
        UUID tenant = TenantScope.current().value();
        jdbc.sql("insert into usage_periods (tenant_id, period_start) values (:tenant, :period) on conflict do nothing")
                .param("tenant", tenant)
                .param("period", utc(periodStart))
                .update();
        return jdbc.sql("""
                select emails_reserved from usage_periods where tenant_id = :tenant and period_start = :period for update
                """)
                .param("tenant", tenant)
                .param("period", utc(periodStart))
                .query(Long.class)
                .single();
    }

    /** Makes the reservation hold exactly {@code emails}; the period must be locked. */
    public void set(UUID reservationId, Instant periodStart, long emails) {
        long before = find(reservationId).map(Reservation::emails).orElse(0L);
        jdbc.sql("""
                insert into quota_reservations as r (tenant_id, id, period_start, emails, reserved_at)
                values (:tenant, :id, :period, :emails, :now)
                on conflict (tenant_id, id) do update set emails = excluded.emails, reserved_at = excluded.reserved_at
                """)
                .param("tenant", TenantScope.current().value())
                .param("id", reservationId)
                .param("period", utc(periodStart))
                .param("emails", emails)
                .param("now", utc(clock.instant()))
                .update();
        jdbc.sql("""
                update usage_periods set emails_reserved = emails_reserved + :more
                where tenant_id = :tenant and period_start = :period
                """)
                .param("tenant", TenantScope.current().value())
                .param("period", utc(periodStart))
                .param("more", emails - before)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
