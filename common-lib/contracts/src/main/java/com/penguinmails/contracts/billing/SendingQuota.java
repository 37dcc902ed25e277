package com.penguinmails.contracts.billing;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PutExchange;

/** How much the tenant in scope may still send in its current period. */
public interface SendingQuota {

    @GetExchange("/internal/quota")
    QuotaView quota();

    /**
     * Takes {@code count} mails out of the period's allowance. Idempotent by id: the same id with the same count answers the same; another
     * count replaces it. Refuses with {@code quota-exceeded} (409) and reserves nothing when the allowance is too small.
     */
    @PutExchange("/internal/quota/reservations/{reservationId}")
    QuotaView reserve(@PathVariable UUID reservationId, @RequestBody Reservation reservation);

    record Reservation(int count) {}

    /**
     * @param plan slug of the plan, for example {@code starter}
     * @param status {@code trialing}, {@code active}, {@code past_due} or {@code canceled}; only the first three may send
     * @param emailsPerPeriod allowance of the period, -1 for unlimited
     */
    record QuotaView(
            String plan,
            String status,
            long emailsPerPeriod,
            long emailsReserved,
            int maxMailboxes,
            LocalDate periodStart,
            LocalDate periodEnd) {}
}
