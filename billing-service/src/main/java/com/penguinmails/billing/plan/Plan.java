package com.penguinmails.billing.plan;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be bought.
 *
 * @param price null when it is sold by a person
 */
public record Plan(String slug, String name, @Nullable Price price, Limits limits) {

    /** What a trial is a trial of. */
    public static final String TRIAL = "starter";

    /** A limit of this value is none. */
    public static final int UNLIMITED = -1;

    /**
     * In hundredths of the currency.
     *
     * @param currency ISO 4217
     */
    public record Price(long monthlyCents, long yearlyCents, String currency) {}

    /** How much of each the plan allows, {@link #UNLIMITED} for as much as wanted. */
    public record Limits(
            long emailsPerPeriod, int mailboxes, int users, int workspaces, int domains, int dedicatedIps) {}
}
