package com.penguinmails.analytics.activity;

import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenancy.TextArray;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds changes to the counts per campaign and per campaign and hour; part of the ledger's transaction. */
@Component
class CampaignRollUps {

    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignRollUps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        with(TO_TOTALS, changes)
                .param("firsts", TextArray.of(changes, Change::first))
                .param("lasts", TextArray.of(changes, Change::last))
                .param("now", clock.instant().toString())
                .update();
        with(TO_HOURS, changes)
                .param("hours", TextArray.of(changes, Change::hour))
                .update();
    }

    private JdbcClient.StatementSpec with(String sql, List<Change> changes) {
        return jdbc.sql(sql)
                .param("tenant", TenantScope.current().value())
                .param("campaigns", TextArray.of(changes, Change::campaignId))
                .param(
                        "milestones",
                        TextArray.of(changes, change -> change.milestone().column()))
                .param("counts", TextArray.of(changes, Change::messages));
    }

    private static final String TO_TOTALS = """
            insert into campaign_totals as t (tenant_id, campaign_id, milestone, messages, first_at, last_at, updated_at)
            select :tenant, campaign_id, milestone, sum(messages), min(first_at), max(last_at), cast(:now as timestamptz)
            from unnest(cast(:campaigns as uuid[]), cast(:milestones as text[]), cast(:counts as bigint[]),
                        cast(:firsts as timestamptz[]), cast(:lasts as timestamptz[]))
              as r (campaign_id, milestone, messages, first_at, last_at)
            group by campaign_id, milestone order by campaign_id, milestone
            on conflict (tenant_id, campaign_id, milestone) do update set
              messages = t.messages + excluded.messages,
              first_at = least(t.first_at, excluded.first_at),
              last_at = greatest(t.last_at, excluded.last_at),
              updated_at = greatest(t.updated_at, excluded.updated_at)
            """;

    private static final String TO_HOURS = """
            insert into campaign_hours as h (tenant_id, campaign_id, milestone, hour, messages)
            select :tenant, campaign_id, milestone, hour, messages
            from unnest(cast(:campaigns as uuid[]), cast(:milestones as text[]), cast(:counts as bigint[]), cast(:hours as timestamptz[]))
              as r (campaign_id, milestone, messages, hour)
            order by campaign_id, milestone, hour
            on conflict (tenant_id, campaign_id, milestone, hour) do update set messages = h.messages + excluded.messages
            """;
}
