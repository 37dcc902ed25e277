package com.penguinmails.analytics;

import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as the worker does, and as a person does. */
final class AnalyticsApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RestTestClient http;

    AnalyticsApi(RestTestClient http) {
        this.http = http;
    }

    JobReport deliver(UUID tenant, Collection<Event> events) {
        return deliverRaw(tenant, JSON.writeValueAsString(new EmailActivity.Batch(List.copyOf(events))));
    }

    JobReport deliverRaw(UUID tenant, String payload) {
        return deliver(EmailActivity.FOR_ANALYTICS.name(), tenant, payload);
    }

    JobReport standing(UUID tenant, Standing standing, long seq) {
        return deliver(
                TenantEvents.STANDING,
                tenant,
                JSON.writeValueAsString(new TenantEvents.TenantStanding(tenant, standing, seq, Instant.now())));
    }

    private JobReport deliver(String kind, UUID tenant, String payload) {
        List<JobReport> reports = http.post()
                .uri("/internal/jobs/{kind}", kind)
                .headers(headers -> headers.setBearerAuth(TestTokens.service("worker", "analytics")))
                .contentType(MediaType.APPLICATION_JSON)
                .body(List.of(new JobDelivery(UUID.randomUUID(), tenant, kind, 1, payload, "")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<JobReport>>() {})
                .returnResult()
                .getResponseBody();
        if (reports == null || reports.size() != 1) {
            throw new AssertionError("one delivery must give one report, not " + reports);
        }
        return reports.getFirst();
    }

    RestTestClient.ResponseSpec get(UUID tenant, String path, Object... variables) {
        return http.get()
                .uri(path, variables)
                .headers(headers -> headers.setBearerAuth(TestTokens.user(UUID.randomUUID(), tenant, "analytics:read")))
                .exchange();
    }

    RestTestClient.ResponseSpec statistics(Campaign campaign) {
        return get(campaign.tenantId(), "/api/v1/campaigns/{id}/statistics", campaign.id());
    }
}
