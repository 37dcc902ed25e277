package com.penguinmails.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

@BillingTest
class SubscriptionIT {

    private final BillingApi api;
    private final MutableClock clock;
    private final TestDatabase database;

    @Autowired
    SubscriptionIT(RestTestClient http, MutableClock clock, TestDatabase database) {
        this.api = new BillingApi(http);
        this.clock = clock;
        this.database = database;
    }

    @Test
    void aNewTenantHasATrialOfFourteenDaysFromTheMomentItWasCreated() {
        UUID tenant = UUID.randomUUID();
        Instant created = Instant.parse("2026-11-22T10:00:00Z");
        clock.set(created.plus(Duration.ofHours(3)));

        assertThat(api.tenantCreated(tenant, tenant, created).next()).isEqualTo(JobReport.Next.DONE);

        api.subscription(tenant).expectStatus().isOk().expectBody().json("""
                {"plan": {"slug": "starter", "name": "Starter", "price": {"monthlyCents": 4900, "yearlyCents": 47000, "currency": "USD"},
                          "limits": {"emailsPerPeriod": 10000, "mailboxes": 10, "users": 2, "workspaces": 3, "domains": 5, "dedicatedIps": 0}},
                 "status": "trialing", "trialEndsAt": "2026-12-06T10:00:00Z",
                 "period": {"start": "2026-11-22T10:00:00Z", "end": "2026-12-06T10:00:00Z"},
                 "usage": {"emailsReserved": 0, "emailsPerPeriod": 10000, "emailsLeft": 10000}}
                """, JsonCompareMode.STRICT);
    }

    @Test
    void theNewsToldAgainStartsNoSecondTrial() {
        UUID tenant = UUID.randomUUID();
        Instant created = clock.instant();
        api.tenantCreated(tenant, tenant, created);
        clock.advance(Duration.ofDays(13));

        api.tenantCreated(tenant, tenant, clock.instant());

        api.subscription(tenant)
                .expectBody()
                .jsonPath("$.trialEndsAt")
                .isEqualTo(created.plus(Duration.ofDays(14)).toString());
    }

    @Test
    void whoAsksBeforeTheNewsCameGetsTheTrialToo() {
        UUID tenant = UUID.randomUUID();
        Instant asked = clock.instant();

        api.subscription(tenant)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("trialing");
        clock.advance(Duration.ofMinutes(5));
        api.tenantCreated(tenant, tenant, asked.minusSeconds(1));

        api.subscription(tenant).expectBody().jsonPath("$.period.start").isEqualTo(asked.toString());
    }

    @Test
    void manyWhoAskAtOnceGetOneTrial() throws Exception {
        UUID tenant = UUID.randomUUID();
        Callable<String> ask = () -> api.quota(tenant).status();

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var status : threads.invokeAll(Collections.nCopies(12, ask))) {
                assertThat(status.get()).isEqualTo("trialing");
            }
        }
    }

    @Test
    void newsOfAnotherTenantThanTheJobsIsSetAside() {
        assertThat(api.tenantCreated(UUID.randomUUID(), UUID.randomUUID(), clock.instant())
                        .next())
                .isEqualTo(JobReport.Next.DISCARD);
    }

    @Test
    void aTrialThatIsOverIsCanceledAndMaySendNothing() {
        UUID tenant = UUID.randomUUID();
        UUID reservation = UUID.randomUUID();
        BillingApi.viewOf(api.reserve(tenant, reservation, 100));
        clock.advance(Duration.ofDays(14));

        api.reserve(tenant, UUID.randomUUID(), 1)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("subscription-inactive");

        assertThat(api.quota(tenant).status()).isEqualTo("canceled");
        assertThat(BillingApi.viewOf(api.reserve(tenant, reservation, 100)).emailsReserved())
                .as("asking again for what is held is no sending")
                .isEqualTo(100);
        assertThat(BillingApi.viewOf(api.reserve(tenant, reservation, 40)).emailsReserved())
                .as("giving back is always allowed")
                .isEqualTo(40);
    }

    @Test
    void aPaidSubscriptionHasItsWholeAllowanceAgainEveryMonth() {
        UUID tenant = UUID.randomUUID();
        clock.set(Instant.parse("2027-01-17T10:00:00Z"));
        BillingApi.viewOf(api.reserve(tenant, UUID.randomUUID(), 10_000));
        JdbcClient.create(database.superuser())
                .sql("update billing.subscriptions set status = 'active' where tenant_id = ?")
                .param(tenant)
                .update();

        clock.set(Instant.parse("2027-02-28T09:59:59Z"));
        UUID late = UUID.randomUUID();
        assertThat(BillingApi.viewOf(api.reserve(tenant, late, 9_000)).periodStart())
                .isEqualTo("2027-01-31");
        clock.set(Instant.parse("2027-02-28T10:00:00Z"));
        var march = BillingApi.viewOf(api.reserve(tenant, UUID.randomUUID(), 10_000));

        assertThat(march.emailsReserved()).isEqualTo(10_000);
        assertThat(march.periodStart()).isEqualTo("2027-02-28");
        assertThat(march.periodEnd()).isEqualTo("2027-03-31");
        assertThat(BillingApi.viewOf(api.reserve(tenant, late, 8_000)).emailsReserved())
                .as("a reservation stays in the period in which it was made")
                .isEqualTo(10_000);
    }

    @Test
    void asksForThePermission() {
        api.get(UUID.randomUUID(), "/api/v1/billing/subscription", "campaign:read")
                .expectStatus()
                .isForbidden();
        api.get(null, "/api/v1/billing/subscription", "billing:read")
                .expectStatus()
                .isForbidden();
    }
}
