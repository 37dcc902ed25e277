package com.penguinmails.analytics.statistics;

import com.penguinmails.analytics.activity.Milestone;
import com.penguinmails.analytics.statistics.CampaignStatistics.Latency;
import com.penguinmails.analytics.statistics.CampaignStatistics.Rates;
import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the figures of one campaign of the tenant in scope. */
@Component
class CampaignStatisticsQuery {

    private final JdbcClient jdbc;

    CampaignStatisticsQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when nothing is known of such a campaign. Both statements see the same moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<CampaignStatistics> of(UUID campaignId) {
        Map<Milestone, Total> totals = totals(campaignId);
        return totals.isEmpty()
                ? Optional.empty()
                : Optional.of(statistics(campaignId, totals, latency(campaignId).orElse(null)));
    }

    private record Total(
            long messages,
            @Nullable Instant first,
            @Nullable Instant last,
            Instant updated) {

        static Total of(ResultSet row) throws SQLException {
            return new Total(
                    row.getLong("messages"),
                    at(row, "first_at"),
                    at(row, "last_at"),
                    Objects.requireNonNull(at(row, "updated_at")));
        }

        private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
            Timestamp timestamp = row.getTimestamp(column);
            return timestamp == null ? null : timestamp.toInstant();
        }
    }

    private Map<Milestone, Total> totals(UUID campaignId) {
        var totals = new EnumMap<Milestone, Total>(Milestone.class);
        jdbc.sql("""
                select milestone, messages, first_at, last_at, updated_at from campaign_totals
                where tenant_id = :tenant and campaign_id = :campaign
                """)
                .param("tenant", TenantScope.current().value())
                .param("campaign", campaignId)
                .query(row -> {
                    totals.put(Milestone.ofColumn(row.getString("milestone")), Total.of(row));
                });
        return totals;
    }

    /** Clocks of two machines may differ a little: never less than nothing. */
    private Optional<Latency> latency(UUID campaignId) {
        return jdbc.sql("""
                select percentile_cont(0.5) within group (order by millis) as p50,
                       percentile_cont(0.95) within group (order by millis) as p95
                from (select greatest(0, extract(epoch from sent_at - queued_at) * 1000)::float8 as millis from message_milestones
                      where tenant_id = :tenant and campaign_id = :campaign and sent_at is not null and queued_at is not null) as sent
                having count(*) > 0
                """)
                .param("tenant", TenantScope.current().value())
                .param("campaign", campaignId)
                .query((row, number) -> new Latency(Math.round(row.getDouble("p50")), Math.round(row.getDouble("p95"))))
                .optional();
    }

    private static CampaignStatistics statistics(
            UUID campaignId, Map<Milestone, Total> totals, @Nullable Latency latency) {
        Total sent = totals.get(Milestone.SENT);
        return new CampaignStatistics(
                campaignId,
                count(totals, Milestone.QUEUED),
                count(totals, Milestone.SENT),
                count(totals, Milestone.DEFERRED),
                count(totals, Milestone.DEFERRED_THEN_SENT),
                count(totals, Milestone.BOUNCED),
                count(totals, Milestone.FAILED),
                count(totals, Milestone.UNCERTAIN),
                count(totals, Milestone.SKIPPED),
                count(totals, Milestone.OPENED),
                count(totals, Milestone.CLICKED),
                count(totals, Milestone.UNSUBSCRIBED),
                latency,
                rates(totals),
                sent == null ? null : sent.first(),
                sent == null ? null : sent.last(),
                sent == null ? null : perSecond(sent),
                totals.values().stream()
                        .map(Total::updated)
                        .max(Instant::compareTo)
                        .orElseThrow());
    }

    private static long count(Map<Milestone, Total> totals, Milestone milestone) {
        Total total = totals.get(milestone);
        return total == null ? 0 : total.messages();
    }

    private static Rates rates(Map<Milestone, Total> totals) {
        long sent = count(totals, Milestone.SENT);
        return new Rates(
                share(sent, count(totals, Milestone.QUEUED)),
                share(count(totals, Milestone.BOUNCED), count(totals, Milestone.SETTLED)),
                share(count(totals, Milestone.OPENED), sent),
                share(count(totals, Milestone.CLICKED), sent),
                share(count(totals, Milestone.UNSUBSCRIBED), sent));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : rounded((double) part / whole, 10_000);
    }

    private static @Nullable Double perSecond(Total sent) {
        if (sent.first() == null || sent.last() == null || sent.first().equals(sent.last())) {
            return null;
        }
        double seconds = Duration.between(sent.first(), sent.last()).toNanos() / 1e9;
        return rounded(sent.messages() / seconds, 100);
    }

    private static double rounded(double value, int precision) {
        return (double) Math.round(value * precision) / precision;
    }
}
