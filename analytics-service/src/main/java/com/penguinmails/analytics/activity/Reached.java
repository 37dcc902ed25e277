package com.penguinmails.analytics.activity;

import java.time.Instant;
import java.util.UUID;

/**
 * How many messages of a campaign have just reached a milestone.
 *
 * @param hour the hour in UTC in which they did
 * @param first when the first of them did
 * @param last when the last of them did
 */
record Reached(UUID campaignId, Milestone milestone, Instant hour, long messages, Instant first, Instant last) {}
