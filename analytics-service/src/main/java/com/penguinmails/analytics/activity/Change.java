package com.penguinmails.analytics.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By how much a count changes.
 *
 * @param hour the hour in UTC in which the messages reached the milestone
 * @param messages more of them; negative when what had been believed of them was corrected
 * @param first when the first of those that are more did, null when there are none
 * @param last when the last of those did, null when there are none
 */
record Change(
        UUID campaignId,
        Milestone milestone,
        Instant hour,
        long messages,
        @Nullable Instant first,
        @Nullable Instant last) {}
