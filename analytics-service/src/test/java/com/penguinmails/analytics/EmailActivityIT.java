package com.penguinmails.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** However often, late or mixed up the events come, each is counted once. */
@ServiceTest
class EmailActivityIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final TestDatabase database;
    private final AnalyticsApi api;
    private Campaign campaign = Campaign.ofNewTenant();

    @Autowired
    EmailActivityIT(RestTestClient http, TestDatabase database) {
        this.api = new AnalyticsApi(http);
        this.database = database;
    }

    @BeforeEach
    void newCampaign() {
        campaign = Campaign.ofNewTenant();
    }

    @Test
    void aBatchDeliveredTwiceCountsOnce() {
        var events = new ArrayList<Event>();
        for (int i = 0; i < 20; i++) {
            UUID message = UUID.randomUUID();
            events.add(campaign.event(message, Type.QUEUED, NOON));
            events.add(campaign.event(message, Type.SENT, NOON.plusSeconds(i)));
        }

        assertThat(api.deliver(campaign.tenantId(), events).next()).isEqualTo(JobReport.Next.DONE);
        assertThat(api.deliver(campaign.tenantId(), events).next()).isEqualTo(JobReport.Next.DONE);

        api.statistics(campaign)
                .expectBody()
                .jsonPath("$.queued")
                .isEqualTo(20)
                .jsonPath("$.sent")
                .isEqualTo(20);
        assertThat(eventsKept()).isEqualTo(40);
    }

    @Test
    void overlappingBatchesAtTheSameTimeCountEachEventOnce() throws Exception {
        var history = new ArrayList<Event>();
        for (int i = 0; i < 150; i++) {
            UUID message = UUID.randomUUID();
            history.add(campaign.event(message, Type.QUEUED, NOON));
            history.add(campaign.event(message, Type.DEFERRED, NOON.plusSeconds(1)));
            history.add(campaign.event(message, Type.DEFERRED, NOON.plusSeconds(2)));
            history.add(campaign.event(message, i % 10 == 0 ? Type.BOUNCED : Type.SENT, NOON.plusSeconds(3)));
            if (i % 5 == 0) {
                history.add(campaign.event(message, Type.UNCERTAIN, NOON.plusSeconds(3 + 3600)));
            }
            history.add(campaign.event(message, Type.OPENED, NOON.plusSeconds(4 + 3600L * (i % 3))));
        }
        var random = new Random(42);
        List<Callable<JobReport>> deliveries = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            var shuffled = new ArrayList<>(history);
            Collections.shuffle(shuffled, random);
            for (int from = 0; from < shuffled.size(); from += 90) {
                var batch = shuffled.subList(from, Math.min(from + 100, shuffled.size()));
                deliveries.add(() -> api.deliver(campaign.tenantId(), batch));
            }
        }

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var report : threads.invokeAll(deliveries)) {
                assertThat(report.get().next()).isEqualTo(JobReport.Next.DONE);
            }
        }

        api.statistics(campaign)
                .expectBody()
                .jsonPath("$.queued")
                .isEqualTo(150)
                .jsonPath("$.deferred")
                .isEqualTo(150)
                .jsonPath("$.sent")
                .isEqualTo(135)
                .jsonPath("$.deferredThenSent")
                .isEqualTo(135)
                .jsonPath("$.bounced")
                .isEqualTo(15)
                .jsonPath("$.uncertain")
                .isEqualTo(0)
                .jsonPath("$.opened")
                .isEqualTo(150);
        assertThat(eventsKept()).isEqualTo(history.size());
        assertThat(countsAreThoseOfTheMessages()).isTrue();
    }

    @Test
    void theOrderInWhichEventsComeDoesNotMatter() {
        UUID message = UUID.randomUUID();
        var told = List.of(
                campaign.event(message, Type.SENT, NOON.plusSeconds(9)),
                campaign.event(message, Type.DEFERRED, NOON.plusSeconds(5)),
                campaign.event(message, Type.DEFERRED, NOON.plusSeconds(2)),
                campaign.event(message, Type.QUEUED, NOON));

        told.forEach(event -> api.deliver(campaign.tenantId(), List.of(event)));

        api.statistics(campaign)
                .expectBody()
                .jsonPath("$.deferred")
                .isEqualTo(1)
                .jsonPath("$.deferredThenSent")
                .isEqualTo(1)
                .jsonPath("$.sent")
                .isEqualTo(1)
                .jsonPath("$.acceptedToDelivered.p50Millis")
                .isEqualTo(9000);
    }

    @Test
    void whatComesToLightLaterReplacesWhatWasBelieved() {
        UUID sentAfterAll = UUID.randomUUID();
        UUID bouncedAfterAll = UUID.randomUUID();
        UUID skippedTooLate = UUID.randomUUID();
        api.deliver(
                campaign.tenantId(),
                List.of(
                        campaign.event(sentAfterAll, Type.UNCERTAIN, NOON.plusSeconds(60)),
                        campaign.event(bouncedAfterAll, Type.UNCERTAIN, NOON.plusSeconds(60)),
                        campaign.event(skippedTooLate, Type.SKIPPED, NOON.plusSeconds(60))));
        api.statistics(campaign)
                .expectBody()
                .jsonPath("$.uncertain")
                .isEqualTo(2)
                .jsonPath("$.skipped")
                .isEqualTo(1);

        api.deliver(
                campaign.tenantId(),
                List.of(
                        campaign.event(sentAfterAll, Type.SENT, NOON.minusSeconds(5)),
                        campaign.event(bouncedAfterAll, Type.BOUNCED, NOON.plusSeconds(7200)),
                        campaign.event(skippedTooLate, Type.SENT, NOON.plusSeconds(1))));

        api.statistics(campaign)
                .expectBody()
                .jsonPath("$.uncertain")
                .isEqualTo(0)
                .jsonPath("$.skipped")
                .isEqualTo(0)
                .jsonPath("$.bounced")
                .isEqualTo(1)
                .jsonPath("$.sent")
                .isEqualTo(2);
        assertThat(countsAreThoseOfTheMessages()).isTrue();
    }

    @Test
    void aMessageOpenedTwiceIsOneOpenedMessage() {
        UUID message = UUID.randomUUID();
        api.deliver(
                campaign.tenantId(),
                List.of(
                        campaign.event(message, Type.OPENED, NOON),
                        campaign.event(message, Type.OPENED, NOON.plusSeconds(60))));
        api.deliver(campaign.tenantId(), List.of(campaign.event(message, Type.OPENED, NOON.plusSeconds(90))));

        api.statistics(campaign).expectBody().jsonPath("$.opened").isEqualTo(1);
        assertThat(eventsKept()).isEqualTo(3);
    }

    @Test
    void anEventOfAnotherTenantSetsTheWholeJobAside() {
        var foreign = Campaign.ofNewTenant().event(UUID.randomUUID(), Type.SENT, NOON);
        var own = campaign.event(UUID.randomUUID(), Type.SENT, NOON);

        JobReport report = api.deliver(campaign.tenantId(), List.of(own, foreign));

        assertThat(report.next()).isEqualTo(JobReport.Next.DISCARD);
        api.statistics(campaign).expectStatus().isNotFound();
    }

    @Test
    void aBatchThatCannotBeReadIsSetAside() {
        JobReport report = api.deliverRaw(campaign.tenantId(), "{\"events\": [{\"id\": \"no uuid\"}]}");

        assertThat(report.next()).isEqualTo(JobReport.Next.DISCARD);
    }

    @Test
    void theLargestBatchWithLongDetailsIsTaken() {
        var events = IntStream.range(0, 500)
                .mapToObj(i -> {
                    Event event = campaign.event(UUID.randomUUID(), Type.BOUNCED, NOON.plus(Duration.ofMillis(i)));
                    return new Event(
                            event.id(),
                            event.type(),
                            event.tenantId(),
                            event.messageId(),
                            event.campaignId(),
                            event.enrolmentId(),
                            event.leadId(),
                            event.mailboxId(),
                            event.at(),
                            "550 5.1.1 'no \"such\" user', {here} ".repeat(60));
                })
                .toList();

        assertThat(api.deliver(campaign.tenantId(), events).next()).isEqualTo(JobReport.Next.DONE);

        api.statistics(campaign)
                .expectBody()
                .jsonPath("$.bounced")
                .isEqualTo(500)
                .jsonPath("$.rates.bounced")
                .isEqualTo(1.0);
        var lengths = new HashSet<>(behindTheCurtain()
                .sql("select length(detail) from analytics.events where tenant_id = ?")
                .param(campaign.tenantId())
                .query(Integer.class)
                .list());
        assertThat(lengths).containsExactly(1000);
    }

    private JdbcClient behindTheCurtain() {
        return JdbcClient.create(database.superuser());
    }

    private long eventsKept() {
        return behindTheCurtain()
                .sql("select count(*) from analytics.events where tenant_id = ?")
                .param(campaign.tenantId())
                .query(Long.class)
                .single();
    }

    /** Counts anew from what is known of each message, and compares with the roll-ups. */
    private boolean countsAreThoseOfTheMessages() {
        return behindTheCurtain()
                .sql("""
                with counted as (
                  select campaign_id, milestone, date_trunc('hour', at, 'UTC') as hour, count(*) as messages
                  from analytics.message_milestones cross join lateral (values
                    ('queued', queued_at), ('sent', sent_at), ('deferred', deferred_at),
                    ('bounced', case when sent_at is null then bounced_at end),
                    ('failed', case when sent_at is null then failed_at end),
                    ('uncertain', case when coalesce(sent_at, bounced_at) is null then uncertain_at end),
                    ('skipped', case when sent_at is null then skipped_at end),
                    ('opened', opened_at), ('clicked', clicked_at), ('unsubscribed', unsubscribed_at),
                    ('settled', least(sent_at, bounced_at)),
                    ('deferred_then_sent', case when deferred_at is not null then sent_at end)) as step (milestone, at)
                  where tenant_id = :tenant and at is not null group by campaign_id, milestone, hour
                ), hours as (
                  select campaign_id, milestone, hour, messages from analytics.campaign_hours
                  where tenant_id = :tenant and messages <> 0
                ), totals as (
                  select campaign_id, milestone, messages from analytics.campaign_totals
                  where tenant_id = :tenant and messages <> 0
                )
                select not exists (table counted except table hours) and not exists (table hours except table counted)
                  and not exists (select campaign_id, milestone, sum(messages)::bigint from hours group by 1, 2 except table totals)
                  and not exists (table totals except select campaign_id, milestone, sum(messages)::bigint from hours group by 1, 2)
                """)
                .param("tenant", campaign.tenantId())
                .query(Boolean.class)
                .single();
    }
}
