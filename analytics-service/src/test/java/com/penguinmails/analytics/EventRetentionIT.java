package com.penguinmails.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.PlatformTenant;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Raw events go after a year, of all tenants, and nothing else does. */
@ServiceTest
class EventRetentionIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final RestTestClient http;
    private final AnalyticsApi api;
    private final TestDatabase database;
    private final List<JobSchedule> schedules;
    private final List<JobHandler> handlers;

    @Autowired
    EventRetentionIT(
            RestTestClient http, TestDatabase database, List<JobSchedule> schedules, List<JobHandler> handlers) {
        this.http = http;
        this.api = new AnalyticsApi(http);
        this.database = database;
        this.schedules = schedules;
        this.handlers = handlers;
    }

    @Test
    void oldEventsOfAllTenantsGoAndTheirCountsStay() {
        Campaign first = Campaign.ofNewTenant();
        Campaign second = Campaign.ofNewTenant();
        for (Campaign campaign : List.of(first, second)) {
            UUID message = UUID.randomUUID();
            api.deliver(
                    campaign.tenantId(),
                    List.of(campaign.event(message, Type.QUEUED, NOON), campaign.event(message, Type.SENT, NOON)));
            age(campaign, "queued", "13 months");
            age(campaign, "sent", "11 months");
        }

        assertThat(prune().next()).isEqualTo(JobReport.Next.DONE);

        for (Campaign campaign : List.of(first, second)) {
            assertThat(kept(campaign)).containsExactly("sent");
            api.statistics(campaign)
                    .expectBody()
                    .jsonPath("$.queued")
                    .isEqualTo(1)
                    .jsonPath("$.sent")
                    .isEqualTo(1);
        }
        assertThat(prune().next()).as("nothing left to do").isEqualTo(JobReport.Next.DONE);
    }

    @Test
    void whatIsYoungStaysWhateverIsAsked() {
        Campaign campaign = Campaign.ofNewTenant();
        api.deliver(campaign.tenantId(), List.of(campaign.event(UUID.randomUUID(), Type.QUEUED, NOON)));
        age(campaign, "queued", "29 days");
        JdbcClient.create(database.connectingAs("analytics_app"))
                .sql("select analytics.prune_events(now() + interval '1 day', 1000)")
                .query(Integer.class)
                .single();
        assertThat(kept(campaign)).containsExactly("queued");
    }

    @Test
    void itIsDeclaredAndHasAHandler() {
        assertThat(schedules).extracting(JobSchedule::name).containsExactly("prune-events");
        assertThat(handlers)
                .extracting(JobHandler::kind)
                .contains(schedules.getFirst().kind().name());
    }

    private JobReport prune() {
        var delivery =
                new JobDelivery(UUID.randomUUID(), PlatformTenant.ID.value(), "analytics.prune-events", 1, "{}", "");
        List<JobReport> reports = http.post()
                .uri("/internal/jobs/{kind}", delivery.kind())
                .headers(headers -> headers.setBearerAuth(TestTokens.service("worker", "analytics")))
                .contentType(MediaType.APPLICATION_JSON)
                .body(List.of(delivery))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<JobReport>>() {})
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(reports).getFirst();
    }

    private void age(Campaign campaign, String type, String age) {
        everything()
                .sql("update analytics.events set received_at = now() - ?::interval where campaign_id = ? and type = ?")
                .params(age, campaign.id(), type)
                .update();
    }

    private List<String> kept(Campaign campaign) {
        return everything()
                .sql("select type from analytics.events where campaign_id = ? order by 1")
                .param(campaign.id())
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    private JdbcClient everything() {
        return JdbcClient.create(database.superuser());
    }
}
