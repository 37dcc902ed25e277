package com.penguinmails.campaign.lead;

import java.util.Map;
import java.util.UUID;

/**
 * A lead as somebody to write to.
 *
 * @param address normalised
 * @param fields merge fields by their lower-case name; a field without a value is absent
 */
public record Recipient(UUID leadId, String address, Map<String, String> fields) {}
