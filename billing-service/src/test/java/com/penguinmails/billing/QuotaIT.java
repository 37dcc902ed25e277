package com.penguinmails.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@BillingTest
class QuotaIT {

    private final RestTestClient http;
    private final BillingApi api;
    private UUID tenant = UUID.randomUUID();

    @Autowired
    QuotaIT(RestTestClient http) {
        this.http = http;
        this.api = new BillingApi(http);
    }

    @BeforeEach
    void newTenant() {
        tenant = UUID.randomUUID();
    }

    @Test
    void tellsWhatThePlanAllows() {
        var quota = api.quota(tenant);

        assertThat(quota.plan()).isEqualTo("starter");
        assertThat(quota.status()).isEqualTo("trialing");
        assertThat(quota.emailsPerPeriod()).isEqualTo(10_000);
        assertThat(quota.emailsReserved()).isZero();
        assertThat(quota.maxMailboxes()).isEqualTo(10);
        assertThat(quota.periodEnd()).isEqualTo(quota.periodStart().plusDays(14));
    }

    @Test
    void theSameReservationTakesItsMailsOnce() {
        UUID reservation = UUID.randomUUID();

        var first = BillingApi.viewOf(api.reserve(tenant, reservation, 6_000));
        var again = BillingApi.viewOf(api.reserve(tenant, reservation, 6_000));

        assertThat(first.emailsReserved()).isEqualTo(6_000);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void anotherCountReplacesTheFirst() {
        UUID reservation = UUID.randomUUID();
        BillingApi.viewOf(api.reserve(tenant, reservation, 6_000));

        assertThat(BillingApi.viewOf(api.reserve(tenant, reservation, 10_000)).emailsReserved())
                .isEqualTo(10_000);
        assertThat(BillingApi.viewOf(api.reserve(tenant, reservation, 0)).emailsReserved())
                .isZero();
    }

    @Test
    void tooMuchTakesNothingAndSaysWhatIsAllowed() {
        UUID reservation = UUID.randomUUID();
        BillingApi.viewOf(api.reserve(tenant, reservation, 9_000));

        api.reserve(tenant, UUID.randomUUID(), 1_001)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("quota-exceeded")
                .jsonPath("$.detail")
                .isEqualTo(
                        "The plan Starter allows 10000 mails in this period; 9000 are taken and 1001 more were asked for.");
        api.reserve(tenant, reservation, 10_001).expectStatus().isEqualTo(409);

        assertThat(api.quota(tenant).emailsReserved()).isEqualTo(9_000);
        assertThat(BillingApi.viewOf(api.reserve(tenant, UUID.randomUUID(), 1_000))
                        .emailsReserved())
                .isEqualTo(10_000);
    }

    @Test
    void theLastMailsGoToOneOfManyWhoAskAtOnce() throws Exception {
        List<Callable<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UUID reservation = UUID.randomUUID();
            takers.add(() -> statusOf(reservation, 1_500));
            takers.add(() -> statusOf(reservation, 1_500));
        }

        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var status : threads.invokeAll(takers)) {
                statuses.add(status.get());
            }
        }

        assertThat(statuses)
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(12);
        assertThat(api.quota(tenant).emailsReserved()).isEqualTo(9_000);
    }

    @Test
    void tenantsDoNotShareAnAllowance() {
        UUID reservation = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        BillingApi.viewOf(api.reserve(tenant, reservation, 10_000));

        assertThat(BillingApi.viewOf(api.reserve(other, reservation, 10_000)).emailsReserved())
                .isEqualTo(10_000);
        assertThat(api.quota(tenant).emailsReserved()).isEqualTo(10_000);
    }

    @Test
    void aNegativeCountIsNamed() {
        api.reserve(tenant, UUID.randomUUID(), -1)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("count");
    }

    @Test
    void isForServicesOnly() {
        http.get().uri("/internal/quota").exchange().expectStatus().isUnauthorized();
        api.get(tenant, "/internal/quota", "billing:read").expectStatus().isForbidden();
    }

    private int statusOf(UUID reservation, int count) {
        return api.reserve(tenant, reservation, count)
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
