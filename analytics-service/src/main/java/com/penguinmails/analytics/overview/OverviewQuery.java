package com.penguinmails.analytics.overview;

import com.penguinmails.analytics.activity.Milestone;
import com.penguinmails.tenancy.TenantScope;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds up the hours of all campaigns of the tenant in scope. */
@Component
class OverviewQuery {

    private final JdbcClient jdbc;

    OverviewQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param to included */
    @Transactional(readOnly = true)
    public Overview between(LocalDate from, LocalDate to) {
        var totals = new EnumMap<Milestone, Long>(Milestone.class);
        var byDay = new HashMap<LocalDate, Map<Milestone, Long>>();
        jdbc.sql("""
                select (hour at time zone 'UTC')::date as day, milestone, sum(messages) as messages from campaign_hours
                where tenant_id = :tenant and hour >= :from and hour < :until
                group by day, milestone
                """)
                .param("tenant", TenantScope.current().value())
                .param("from", startOf(from))
                .param("until", startOf(to.plusDays(1)))
                .query(row -> {
                    Milestone milestone = Milestone.ofColumn(row.getString("milestone"));
                    long messages = row.getLong("messages");
                    byDay.computeIfAbsent(row.getObject("day", LocalDate.class), day -> new EnumMap<>(Milestone.class))
                            .put(milestone, messages);
                    totals.merge(milestone, messages, Long::sum);
                });
        return new Overview(
                from,
                to,
                counts(totals),
                from.datesUntil(to.plusDays(1))
                        .map(day -> new Overview.Day(day, counts(byDay.getOrDefault(day, Map.of()))))
                        .toList());
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static Overview.Counts counts(Map<Milestone, Long> messages) {
        return new Overview.Counts(
                messages.getOrDefault(Milestone.QUEUED, 0L),
                messages.getOrDefault(Milestone.SENT, 0L),
                messages.getOrDefault(Milestone.DEFERRED, 0L),
                messages.getOrDefault(Milestone.BOUNCED, 0L),
                messages.getOrDefault(Milestone.FAILED, 0L),
                messages.getOrDefault(Milestone.UNCERTAIN, 0L),
                messages.getOrDefault(Milestone.SKIPPED, 0L),
                messages.getOrDefault(Milestone.OPENED, 0L),
                messages.getOrDefault(Milestone.CLICKED, 0L),
                messages.getOrDefault(Milestone.UNSUBSCRIBED, 0L));
    }
}
