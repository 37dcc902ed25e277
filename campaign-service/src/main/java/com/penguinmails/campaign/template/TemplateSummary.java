package com.penguinmails.campaign.template;

import java.time.Instant;
import java.util.UUID;

/** A template in a list; its parts are left out, since they may be long. */
record TemplateSummary(UUID id, String name, String subject, long version, Instant createdAt, Instant updatedAt) {}
