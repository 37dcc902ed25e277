package com.penguinmails.billing;

import com.nimbusds.jwt.JWTClaimsSet;
import com.penguinmails.contracts.billing.SendingQuota.QuotaView;
import com.penguinmails.contracts.billing.SendingQuota.Reservation;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as other services do, and as a person does. Its tokens are valid at every time the clock is turned to. */
final class BillingApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Date ALWAYS = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Date FOREVER = Date.from(Instant.parse("2100-01-01T00:00:00Z"));

    private final RestTestClient http;

    BillingApi(RestTestClient http) {
        this.http = http;
    }

    ResponseSpec get(@Nullable UUID tenant, String path, String... permissions) {
        var claims = TestTokens.userClaims(UUID.randomUUID(), tenant, permissions);
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(sign(claims)))
                .exchange();
    }

    ResponseSpec subscription(UUID tenant) {
        return get(tenant, "/api/v1/billing/subscription", "billing:read");
    }

    QuotaView quota(UUID tenant) {
        return viewOf(http.get()
                .uri("/internal/quota")
                .headers(headers -> headers.setBearerAuth(serviceToken("campaign")))
                .header("PM-Tenant", tenant.toString())
                .exchange());
    }

    ResponseSpec reserve(UUID tenant, UUID reservation, int count) {
        return http.put()
                .uri("/internal/quota/reservations/{id}", reservation)
                .headers(headers -> headers.setBearerAuth(serviceToken("campaign")))
                .header("PM-Tenant", tenant.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Reservation(count))
                .exchange();
    }

    static QuotaView viewOf(ResponseSpec response) {
        return Objects.requireNonNull(response.expectStatus()
                .isOk()
                .expectBody(QuotaView.class)
                .returnResult()
                .getResponseBody());
    }

    /** Lets the worker bring the news that {@code told} was created, as a job of {@code tenant}. */
    JobReport tenantCreated(UUID tenant, UUID told, Instant at) {
        return told(
                TenantEvents.CREATED_FOR_BILLING.name(),
                tenant,
                new TenantEvents.TenantCreated(UUID.randomUUID(), told, "Acme", UUID.randomUUID(), at));
    }

    JobReport standing(UUID tenant, TenantEvents.Standing standing, long seq) {
        return told(
                TenantEvents.STANDING, tenant, new TenantEvents.TenantStanding(tenant, standing, seq, Instant.now()));
    }

    private JobReport told(String kind, UUID tenant, Object news) {
        var delivery = new JobDelivery(UUID.randomUUID(), tenant, kind, 1, JSON.writeValueAsString(news), "");
        List<JobReport> reports = http.post()
                .uri("/internal/jobs/{kind}", kind)
                .headers(headers -> headers.setBearerAuth(serviceToken("worker")))
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

    private static String serviceToken(String caller) {
        return sign(new JWTClaimsSet.Builder()
                .issuer(TestTokens.ISSUER)
                .audience("billing")
                .subject(caller)
                .claim("scope", "internal"));
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        return TestTokens.sign(claims.issueTime(ALWAYS)
                .notBeforeTime(ALWAYS)
                .expirationTime(FOREVER)
                .build());
    }
}
