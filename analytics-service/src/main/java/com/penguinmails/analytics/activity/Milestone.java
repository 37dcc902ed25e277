package com.penguinmails.analytics.activity;

import java.util.Locale;

/**
 * What a message can reach; each is counted once per message, however often it is told.
 *
 * <p>A message that was sent counts as neither bounced, failed, uncertain nor skipped: a receiving server's 2xx is a fact, however
 * late it comes to light. One that bounced is no longer uncertain.
 */
public enum Milestone {
    QUEUED,
    SENT,
    /** Put off at least once. */
    DEFERRED,
    BOUNCED,
    FAILED,
    UNCERTAIN,
    SKIPPED,
    OPENED,
    CLICKED,
    UNSUBSCRIBED,
    /** A receiving server took it or turned it down for good: sent or bounced, and one message once. */
    SETTLED,
    /** Put off at least once, and sent in the end. */
    DEFERRED_THEN_SENT;

    /** As the tables of this service spell it. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when no table of this service spells a milestone so */
    public static Milestone ofColumn(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
