package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.BILLING;
import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.testkit.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/** What all people of a tenant may ask for together depends on its plan. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "penguinmails.gateway.limits.plans.starter.people.per-minute=6",
            "penguinmails.gateway.limits.plans.starter.people.burst=8",
            "penguinmails.gateway.limits.plans.business.people.per-minute=60",
            "penguinmails.gateway.limits.plans.business.people.burst=80",
            "penguinmails.gateway.limits.plans.professional.people.per-minute=30",
            "penguinmails.gateway.limits.plans.professional.people.burst=40"
        })
@ContextConfiguration(initializers = FakePlatform.class)
class TenantLimitsIT {

    private static final String CAMPAIGNS = "/api/v1/campaigns";

    private final Map<String, String> plans = new ConcurrentHashMap<>();
    private final Door door;

    @Autowired
    TenantLimitsIT(Environment environment) {
        this.door = new Door(environment);
    }

    @BeforeEach
    void billing() {
        FakePlatform.service(BILLING).answer("/internal/quota", request -> {
            String plan = plans.get(request.header("PM-Tenant"));
            return plan == null ? new FakeService.Said(503, "{}") : new FakeService.Said(200, """
                            {"plan":"%s","status":"active","emailsPerPeriod":10000,"emailsReserved":0,"maxMailboxes":10,
                             "periodStart":"2026-11-01","periodEnd":"2026-12-01"}""".formatted(plan));
        });
    }

    @Test
    void thePlanDecidesAndAllPeopleOfTheTenantShareIt() {
        UUID tenant = tenantWith("starter");
        awaitLimit(tenant, "8");

        var statuses =
                IntStream.range(0, 12).mapToObj(i -> ask(tenant).status()).toList();
        assertThat(statuses).contains(429).doesNotContain(500, 503);

        var refused = ask(tenant);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("(tenant)");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 10);
        assertThat(refused.receivedBy(CAMPAIGN)).isEmpty();
        assertThat(ask(tenantWith("starter")).status()).as("another tenant").isEqualTo(200);
    }

    @Test
    void aLargerPlanAllowsMore() {
        awaitLimit(tenantWith("business"), "80");
    }

    @Test
    void aPlanThatIsNotConfiguredIsTreatedAsUnknown() {
        UUID tenant = tenantWith("legacy");
        await().until(() -> ask(tenant).status() == 200 && askedBilling(tenant));
        assertThat(ask(tenant).header("RateLimit-Limit")).isEqualTo("40");
    }

    @Test
    void billingIsAskedAsTheGatewayAboutTheTenantAndNobodyWaitsForIt() {
        UUID tenant = UUID.randomUUID();

        var answer = ask(tenant);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("RateLimit-Limit")).as("billing is away").isEqualTo("40");
        await().until(() -> askedBilling(tenant));
        assertThat(FakePlatform.service(BILLING).receivedAt("/internal/quota"))
                .filteredOn(request -> request.header("PM-Tenant").equals(tenant.toString()))
                .first()
                .satisfies(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer of-the-gateway"));
        IntStream.range(0, 10).forEach(i -> ask(tenant));
        assertThat(FakePlatform.service(BILLING).receivedAt("/internal/quota"))
                .filteredOn(request -> request.header("PM-Tenant").equals(tenant.toString()))
                .as("a billing that is away is not asked at every request")
                .hasSize(1);
    }

    private UUID tenantWith(String plan) {
        UUID tenant = UUID.randomUUID();
        plans.put(tenant.toString(), plan);
        return tenant;
    }

    private static boolean askedBilling(UUID tenant) {
        return FakePlatform.service(BILLING).receivedAt("/internal/quota").stream()
                .anyMatch(request -> request.header("PM-Tenant").equals(tenant.toString()));
    }

    private void awaitLimit(UUID tenant, String limit) {
        await().pollInterval(Duration.ofMillis(100))
                .until(() -> ask(tenant).header("RateLimit-Limit").equals(limit));
    }

    /** A new person each time, so that only the tenant's limit is met. */
    private Door.Answer ask(UUID tenant) {
        String token = TestTokens.user(UUID.randomUUID(), tenant);
        return door.call(CAMPAIGNS, request -> request.header("Authorization", "Bearer " + token));
    }
}
