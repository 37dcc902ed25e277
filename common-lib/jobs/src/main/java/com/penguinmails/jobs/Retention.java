package com.penguinmails.jobs;

import java.time.LocalDate;
import java.time.Period;

/** How long rows are kept that a {@link Pruning} removes. */
public final class Retention {

    /** Of the shortest month. */
    private static final LocalDate FEBRUARY = LocalDate.of(2001, 2, 1);

    private Retention() {}

    /**
     * Refuses less than the database lets go, which would keep the rows longer than the setting says.
     *
     * @param setting as the operator knows it
     * @param leastDays as the policy of the pruned table has it
     */
    public static void requireAtLeast(int leastDays, String setting, Period kept) {
        if (FEBRUARY.plus(kept).isBefore(FEBRUARY.plusDays(leastDays))) {
            throw new IllegalArgumentException(setting + " must be at least " + leastDays + "d, not " + kept);
        }
    }
}
