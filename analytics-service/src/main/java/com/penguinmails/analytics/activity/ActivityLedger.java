package com.penguinmails.analytics.activity;

import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenancy.TextArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down events and what they change in the roll-ups.
 *
 * <p>Any batch may come twice, overlap with another one or come out of order, also at the same time: an event counts when its id
 * is new, and a message counts for what it has reached so far. Rows are always written in the order of their
 * keys, and the tables in the order below, so that batches at the same time wait for each other and never lock each other out.
 */
@Component
class ActivityLedger {

    private static final int MAX_DETAIL = 1_000;

    private final JdbcClient jdbc;
    private final CampaignRollUps rollUps;

    ActivityLedger(JdbcClient jdbc, CampaignRollUps rollUps) {
        this.jdbc = jdbc;
        this.rollUps = rollUps;
    }

    /** All of the events are counted, or none. */
    @Transactional
    public void record(List<EmailActivity.Event> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Change> changes = jdbc.sql(RECORD)
                .param("tenant", TenantScope.current().value())
                .param("ids", TextArray.of(events, EmailActivity.Event::id))
                .param(
                        "types",
                        TextArray.of(events, event -> event.type().name().toLowerCase(Locale.ROOT)))
                .param("campaigns", TextArray.of(events, EmailActivity.Event::campaignId))
                .param("messages", TextArray.of(events, EmailActivity.Event::messageId))
                .param("enrolments", TextArray.of(events, EmailActivity.Event::enrolmentId))
                .param("leads", TextArray.of(events, EmailActivity.Event::leadId))
                .param("mailboxes", TextArray.of(events, EmailActivity.Event::mailboxId))
                .param("times", TextArray.of(events, EmailActivity.Event::at))
                .param("details", TextArray.of(events, event -> shortened(event.detail())))
                .query((row, number) -> new Change(
                        row.getObject("campaign_id", UUID.class),
                        Milestone.ofColumn(row.getString("milestone")),
                        Objects.requireNonNull(instant(row.getTimestamp("hour"))),
                        row.getLong("messages"),
                        instant(row.getTimestamp("first_at")),
                        instant(row.getTimestamp("last_at"))))
                .list();
        rollUps.add(changes);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static @Nullable String shortened(@Nullable String detail) {
        return detail == null || detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }

    /**
     * One statement, so that a batch of 500 events is one round trip. {@code old} and {@code new} in {@code returning} (PostgreSQL 18)
     * are the row before and after this very write, also when another batch changed it a moment ago.
     */
    private static final String RECORD = """
            with batch as (
              select * from unnest(cast(:ids as uuid[]), cast(:types as text[]), cast(:campaigns as uuid[]), cast(:messages as uuid[]),
                                   cast(:enrolments as uuid[]), cast(:leads as uuid[]), cast(:mailboxes as uuid[]),
                                   cast(:times as timestamptz[]), cast(:details as text[]))
                as e (id, type, campaign_id, message_id, enrolment_id, lead_id, mailbox_id, at, detail)
            ), fresh as (
              insert into events (tenant_id, id, type, campaign_id, message_id, enrolment_id, lead_id, mailbox_id, at, detail)
              select :tenant, id, type, campaign_id, message_id, enrolment_id, lead_id, mailbox_id, at, detail from batch order by id
              on conflict (tenant_id, id) do nothing
              returning type, campaign_id, message_id, at
            ), news as (
              select message_id,
                     (array_agg(campaign_id))[1] as campaign_id,
                     min(at) filter (where type = 'queued') as queued_at,
                     min(at) filter (where type = 'sent') as sent_at,
                     min(at) filter (where type = 'deferred') as deferred_at,
                     min(at) filter (where type = 'bounced') as bounced_at,
                     min(at) filter (where type = 'failed') as failed_at,
                     min(at) filter (where type = 'uncertain') as uncertain_at,
                     min(at) filter (where type = 'skipped') as skipped_at,
                     min(at) filter (where type = 'opened') as opened_at,
                     min(at) filter (where type = 'clicked') as clicked_at,
                     min(at) filter (where type = 'unsubscribed') as unsubscribed_at
              from fresh group by message_id
            ), known as (
              insert into message_milestones as m
                (tenant_id, message_id, campaign_id, queued_at, sent_at, deferred_at, bounced_at, failed_at, uncertain_at, skipped_at,
                 opened_at, clicked_at, unsubscribed_at)
              select :tenant, message_id, campaign_id, queued_at, sent_at, deferred_at, bounced_at, failed_at, uncertain_at, skipped_at,
                     opened_at, clicked_at, unsubscribed_at
              from news order by message_id
              on conflict (tenant_id, message_id) do update set
                queued_at = least(m.queued_at, excluded.queued_at),
                sent_at = least(m.sent_at, excluded.sent_at),
                deferred_at = least(m.deferred_at, excluded.deferred_at),
                bounced_at = least(m.bounced_at, excluded.bounced_at),
                failed_at = least(m.failed_at, excluded.failed_at),
                uncertain_at = least(m.uncertain_at, excluded.uncertain_at),
                skipped_at = least(m.skipped_at, excluded.skipped_at),
                opened_at = least(m.opened_at, excluded.opened_at),
                clicked_at = least(m.clicked_at, excluded.clicked_at),
                unsubscribed_at = least(m.unsubscribed_at, excluded.unsubscribed_at)
              returning new.campaign_id,
                old.queued_at as was_queued, new.queued_at, old.sent_at as was_sent, new.sent_at,
                old.deferred_at as was_deferred, new.deferred_at, old.bounced_at as was_bounced, new.bounced_at,
                old.failed_at as was_failed, new.failed_at, old.uncertain_at as was_uncertain, new.uncertain_at,
                old.skipped_at as was_skipped, new.skipped_at, old.opened_at as was_opened, new.opened_at,
                old.clicked_at as was_clicked, new.clicked_at, old.unsubscribed_at as was_unsubscribed, new.unsubscribed_at
            ), counted as (
              select known.campaign_id, step.milestone, step.was, step.at
              from known cross join lateral (values
                ('queued', was_queued, queued_at),
                ('sent', was_sent, sent_at),
                ('deferred', was_deferred, deferred_at),
                ('bounced', case when was_sent is null then was_bounced end, case when sent_at is null then bounced_at end),
                ('failed', case when was_sent is null then was_failed end, case when sent_at is null then failed_at end),
                ('uncertain', case when was_sent is null and was_bounced is null then was_uncertain end,
                              case when sent_at is null and bounced_at is null then uncertain_at end),
                ('skipped', case when was_sent is null then was_skipped end, case when sent_at is null then skipped_at end),
                ('opened', was_opened, opened_at),
                ('clicked', was_clicked, clicked_at),
                ('unsubscribed', was_unsubscribed, unsubscribed_at),
                ('settled', least(was_sent, was_bounced), least(sent_at, bounced_at)),
                ('deferred_then_sent', case when was_deferred is not null then was_sent end,
                                       case when deferred_at is not null then sent_at end)
              ) as step (milestone, was, at)
              where date_trunc('hour', step.was, 'UTC') is distinct from date_trunc('hour', step.at, 'UTC')
            ), changes as (
              select campaign_id, milestone, at, 1 as messages from counted where at is not null
              union all
              select campaign_id, milestone, was, -1 from counted where was is not null
            )
            select campaign_id, milestone, date_trunc('hour', at, 'UTC') as hour, sum(messages) as messages,
                   min(at) filter (where messages > 0) as first_at, max(at) filter (where messages > 0) as last_at
            from changes group by campaign_id, milestone, hour
            """;
}
