package com.penguinmails.analytics.overview;

import java.time.LocalDate;
import java.util.List;

/**
 * A tenant's messages, day by day.
 *
 * @param from first day
 * @param to last day, included
 * @param days one entry for every day, also for those on which nothing happened
 */
record Overview(LocalDate from, LocalDate to, Counts totals, List<Day> days) {

    record Day(LocalDate date, Counts counts) {}

    /** Messages that reached each milestone on that day; a message sent on Monday and opened on Tuesday counts on both. */
    record Counts(
            long queued,
            long sent,
            long deferred,
            long bounced,
            long failed,
            long uncertain,
            long skipped,
            long opened,
            long clicked,
            long unsubscribed) {}
}
