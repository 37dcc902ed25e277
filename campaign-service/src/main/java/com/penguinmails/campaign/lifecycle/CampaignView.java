package com.penguinmails.campaign.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.penguinmails.campaign.enrolment.EnrolmentCounts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as the API shows it.
 *
 * @param status {@code draft}, {@code launching}, {@code running}, {@code paused}, {@code completed} or {@code cancelled}
 * @param counts how many leads stand where; left out in lists
 */
record CampaignView(
        UUID id,
        String name,
        String status,
        @Nullable UUID templateId,
        @Nullable UUID listId,
        List<UUID> mailboxIds,
        @Nullable String fromName,
        boolean trackOpens,
        boolean trackClicks,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant launchedAt,
        @Nullable Instant completedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EnrolmentCounts counts) {

    CampaignView with(EnrolmentCounts counts) {
        return new CampaignView(
                id,
                name,
                status,
                templateId,
                listId,
                mailboxIds,
                fromName,
                trackOpens,
                trackClicks,
                createdAt,
                updatedAt,
                launchedAt,
                completedAt,
                counts);
    }
}
