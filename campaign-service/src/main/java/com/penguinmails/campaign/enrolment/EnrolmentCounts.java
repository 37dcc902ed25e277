package com.penguinmails.campaign.enrolment;

import java.util.Map;

/** How many leads of a campaign stand where; {@code total} is the sum of the others. */
public record EnrolmentCounts(
        int total,
        int pending,
        int planned,
        int handedOver,
        int sent,
        int bounced,
        int failed,
        int uncertain,
        int skipped,
        int unsubscribed) {

    static EnrolmentCounts of(Map<EnrolmentStatus, Integer> counts) {
        return new EnrolmentCounts(
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                counts.getOrDefault(EnrolmentStatus.PENDING, 0),
                counts.getOrDefault(EnrolmentStatus.PLANNED, 0),
                counts.getOrDefault(EnrolmentStatus.HANDED_OVER, 0),
                counts.getOrDefault(EnrolmentStatus.SENT, 0),
                counts.getOrDefault(EnrolmentStatus.BOUNCED, 0),
                counts.getOrDefault(EnrolmentStatus.FAILED, 0),
                counts.getOrDefault(EnrolmentStatus.UNCERTAIN, 0),
                counts.getOrDefault(EnrolmentStatus.SKIPPED, 0),
                counts.getOrDefault(EnrolmentStatus.UNSUBSCRIBED, 0));
    }
}
