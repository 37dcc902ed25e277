package com.penguinmails.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class CampaignStatisticsIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final RestTestClient http;
    private final AnalyticsApi api;

    @Autowired
    CampaignStatisticsIT(RestTestClient http) {
        this.http = http;
        this.api = new AnalyticsApi(http);
    }

    @Test
    void tellsWhatBecameOfEveryMessage() {
        var campaign = Campaign.ofNewTenant();
        var events = new ArrayList<Event>();
        // Ten messages: eight sent 1 s to 8 s after they were accepted, one bounced, one skipped.
        for (int i = 1; i <= 10; i++) {
            UUID message = UUID.randomUUID();
            events.add(campaign.event(message, Type.QUEUED, NOON));
            if (i <= 8) {
                events.add(campaign.event(message, Type.SENT, NOON.plusSeconds(i)));
            }
            if (i == 8) {
                events.add(campaign.event(message, Type.DEFERRED, NOON.plusMillis(500)));
            }
            if (i <= 4) {
                events.add(campaign.event(message, Type.OPENED, NOON.plusSeconds(60)));
            }
            if (i <= 2) {
                events.add(campaign.event(message, Type.CLICKED, NOON.plusSeconds(70)));
            }
            if (i == 1) {
                events.add(campaign.event(message, Type.UNSUBSCRIBED, NOON.plusSeconds(80)));
            }
            if (i == 9) {
                events.add(campaign.event(message, Type.BOUNCED, NOON.plusSeconds(3)));
            }
            if (i == 10) {
                events.add(campaign.event(message, Type.SKIPPED, NOON.plusSeconds(3)));
            }
        }
        api.deliver(campaign.tenantId(), events);

        api.statistics(campaign)
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                {"campaignId": "%s", "queued": 10, "sent": 8, "deferred": 1, "deferredThenSent": 1, "bounced": 1, "failed": 0,
                 "uncertain": 0, "skipped": 1, "opened": 4, "clicked": 2, "unsubscribed": 1,
                 "acceptedToDelivered": {"p50Millis": 4500, "p95Millis": 7650},
                 "rates": {"sent": 0.8, "bounced": 0.1111, "opened": 0.5, "clicked": 0.25, "unsubscribed": 0.125},
                 "firstSentAt": "2026-11-22T12:00:01Z", "lastSentAt": "2026-11-22T12:00:08Z", "mailsPerSecond": 1.14}
                """.formatted(campaign.id()), JsonCompareMode.LENIENT)
                .jsonPath("$.updatedAt")
                .isNotEmpty();
    }

    @Test
    void dividesByNothingNowhere() {
        var campaign = Campaign.ofNewTenant();
        api.deliver(campaign.tenantId(), List.of(campaign.event(UUID.randomUUID(), Type.SKIPPED, NOON)));

        api.statistics(campaign)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.skipped")
                .isEqualTo(1)
                .jsonPath("$.acceptedToDelivered")
                .isEmpty()
                .jsonPath("$.rates.sent")
                .isEmpty()
                .jsonPath("$.rates.opened")
                .isEmpty()
                .jsonPath("$.mailsPerSecond")
                .isEmpty();
    }

    @Test
    void anotherTenantsCampaignAnswersLikeARandomId() {
        var campaign = Campaign.ofNewTenant();
        api.deliver(campaign.tenantId(), List.of(campaign.event(UUID.randomUUID(), Type.SENT, NOON)));
        UUID stranger = UUID.randomUUID();

        String foreign = withoutIds(notFound(stranger, campaign.id()), campaign.id());
        UUID random = UUID.randomUUID();

        assertThat(foreign).isEqualTo(withoutIds(notFound(stranger, random), random));
    }

    @Test
    void theSameCampaignIdOfTwoTenantsIsTwoCampaigns() {
        var one = Campaign.ofNewTenant();
        var other = new Campaign(UUID.randomUUID(), one.id());
        UUID message = UUID.randomUUID();
        UUID event = UUID.randomUUID();
        api.deliver(one.tenantId(), List.of(one.event(event, message, Type.SENT, NOON)));
        api.deliver(other.tenantId(), List.of(other.event(event, message, Type.SENT, NOON)));

        api.statistics(one).expectBody().jsonPath("$.sent").isEqualTo(1);
        api.statistics(other).expectBody().jsonPath("$.sent").isEqualTo(1);
    }

    @Test
    void asksForATokenAndThePermission() {
        String path = "/api/v1/campaigns/" + UUID.randomUUID() + "/statistics";

        http.get().uri(path).exchange().expectStatus().isUnauthorized();
        http.get()
                .uri(path)
                .headers(headers ->
                        headers.setBearerAuth(TestTokens.user(UUID.randomUUID(), UUID.randomUUID(), "campaign:read")))
                .exchange()
                .expectStatus()
                .isForbidden();
        api.get(UUID.randomUUID(), "/api/v1/campaigns/not-an-id/statistics")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("id");
    }

    @Test
    void isDescribedForDevelopersWithThePermissionItNeeds() {
        http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.servers[0].url")
                .isEqualTo("/")
                .jsonPath("$.paths['/api/v1/campaigns/{id}/statistics'].get['x-permission']")
                .isEqualTo("analytics:read");
    }

    private String notFound(UUID tenant, UUID campaign) {
        String body = api.get(tenant, "/api/v1/campaigns/{id}/statistics", campaign)
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(body).contains("\"code\":\"not-found\"");
        return String.valueOf(body);
    }

    private static String withoutIds(String problem, UUID campaign) {
        return problem.replace(campaign.toString(), "<id>").replaceAll("\"requestId\":\"[^\"]+\"", "");
    }
}
