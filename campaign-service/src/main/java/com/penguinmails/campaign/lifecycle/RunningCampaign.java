package com.penguinmails.campaign.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A campaign that may be planned now.
 *
 * @param contentId the snapshot made at launch
 * @param fields merge fields that the snapshot uses
 * @param mailboxIds those it may send from
 */
public record RunningCampaign(UUID id, UUID contentId, Set<String> fields, List<UUID> mailboxIds) {}
