package com.penguinmails.campaign.enrolment;

import java.util.Locale;
import java.util.Set;

/**
 * Where a lead stands in a campaign. Each state names those it may follow; there is no way back, so events may come twice or in any
 * order and the last word is the same.
 */
public enum EnrolmentStatus {
    /** Waits for a slot. */
    PENDING,
    /** Has a slot and a message id; email-processor may or may not know yet. */
    PLANNED("pending"),
    /** email-processor has it. */
    HANDED_OVER("planned"),
    /** Nobody can know whether it was delivered; it is not sent again. */
    UNCERTAIN("planned", "handed_over"),
    /** Given up after the retry ladder. */
    FAILED("planned", "handed_over"),
    /** Not sent: suppressed, or the campaign was cancelled. */
    SKIPPED("pending", "planned", "handed_over"),
    /** The receiving server took it. */
    SENT("planned", "handed_over", "uncertain"),
    /** Refused at once, or returned later. */
    BOUNCED("planned", "handed_over", "uncertain", "sent"),
    /** The recipient wants no more, which proves that it arrived. */
    UNSUBSCRIBED("planned", "handed_over", "uncertain", "sent");

    private final Set<String> follows;

    EnrolmentStatus(String... follows) {
        this.follows = Set.of(follows);
    }

    /** As stored and shown. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean mayFollow(EnrolmentStatus before) {
        return follows.contains(before.id());
    }

    static EnrolmentStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    String[] predecessors() {
        return follows.toArray(String[]::new);
    }
}
