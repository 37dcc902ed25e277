package com.penguinmails.analytics.statistics;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a campaign's messages so far. Every count is of messages, not of events.
 *
 * @param deferred were put off at least once, whatever became of them
 * @param deferredThenSent of these, the ones sent in the end
 * @param acceptedToDelivered from accepted by the platform to accepted by the receiving server; null until a message was sent
 * @param mailsPerSecond over the time from the first to the last message sent; null until two moments are known
 * @param updatedAt when the last of these figures changed
 */
record CampaignStatistics(
        UUID campaignId,
        long queued,
        long sent,
        long deferred,
        long deferredThenSent,
        long bounced,
        long failed,
        long uncertain,
        long skipped,
        long opened,
        long clicked,
        long unsubscribed,
        @Nullable Latency acceptedToDelivered,
        Rates rates,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt,
        @Nullable Double mailsPerSecond,
        Instant updatedAt) {

    /** Half of the sent messages took at most {@code p50Millis}, 95 of 100 at most {@code p95Millis}. */
    record Latency(long p50Millis, long p95Millis) {}

    /**
     * Shares between 0 and 1; null while there is nothing to divide by.
     *
     * @param sent of the queued
     * @param bounced of those on which a receiving server has decided
     * @param opened of the sent; so are {@code clicked} and {@code unsubscribed}
     */
    record Rates(
            @Nullable Double sent,
            @Nullable Double bounced,
            @Nullable Double opened,
            @Nullable Double clicked,
            @Nullable Double unsubscribed) {}
}
