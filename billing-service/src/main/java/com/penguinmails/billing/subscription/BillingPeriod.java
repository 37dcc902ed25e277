package com.penguinmails.billing.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The time for which one allowance lasts, in UTC.
 *
 * @param start included
 * @param end excluded: the next period starts there
 */
record BillingPeriod(Instant start, Instant end) {

    /**
     * The period around {@code moment}: first the trial, then months counted from its end. They are counted from there and not from
     * each other, so that the 31st comes back after February.
     */
    static BillingPeriod at(Instant moment, Instant start, Instant trialEnd) {
        if (moment.isBefore(trialEnd)) {
            return new BillingPeriod(start, trialEnd);
        }
        var anchor = trialEnd.atZone(ZoneOffset.UTC);
        long months = ChronoUnit.MONTHS.between(anchor, moment.atZone(ZoneOffset.UTC));
        // From the 31st to the last day of a shorter month counts as no month, though the next period has begun.
        if (!anchor.plusMonths(months + 1).toInstant().isAfter(moment)) {
            months++;
        }
        return new BillingPeriod(
                anchor.plusMonths(months).toInstant(),
                anchor.plusMonths(months + 1).toInstant());
    }

    LocalDate startDate() {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    LocalDate endDate() {
        return LocalDate.ofInstant(end, ZoneOffset.UTC);
    }
}
