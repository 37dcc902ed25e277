package com.penguinmails.campaign.enrolment;

import java.time.Instant;
import java.util.UUID;

/**
 * An enrolment with its slot.
 *
 * @param messageId stays the same however often the message is handed over
 * @param sendAt not before then
 */
public record PlannedEnrolment(UUID id, UUID leadId, UUID mailboxId, UUID messageId, Instant sendAt) {

    public PlannedEnrolment at(Instant slot) {
        return new PlannedEnrolment(id, leadId, mailboxId, messageId, slot);
    }
}
