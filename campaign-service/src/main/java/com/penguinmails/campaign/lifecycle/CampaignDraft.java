package com.penguinmails.campaign.lifecycle;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a campaign; parts may still be missing in a draft.
 *
 * @param fromName stands before the address in From; null for the address alone
 */
record CampaignDraft(
        String name,
        @Nullable UUID templateId,
        @Nullable UUID listId,
        List<UUID> mailboxIds,
        @Nullable String fromName,
        boolean trackOpens,
        boolean trackClicks) {}
