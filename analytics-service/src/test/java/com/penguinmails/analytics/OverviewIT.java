package com.penguinmails.analytics;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.testkit.ServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class OverviewIT {

    private final AnalyticsApi api;

    @Autowired
    OverviewIT(RestTestClient http) {
        this.api = new AnalyticsApi(http);
    }

    @Test
    void addsUpAllCampaignsOfTheTenantByDayInUtc() {
        var one = Campaign.ofNewTenant();
        var two = new Campaign(one.tenantId(), UUID.randomUUID());
        var foreign = Campaign.ofNewTenant();
        UUID message = UUID.randomUUID();
        api.deliver(
                one.tenantId(),
                List.of(
                        one.event(message, Type.SENT, Instant.parse("2026-11-20T23:59:59.999Z")),
                        one.event(message, Type.OPENED, Instant.parse("2026-11-22T00:00:00Z")),
                        two.event(UUID.randomUUID(), Type.SENT, Instant.parse("2026-11-20T00:00:00Z")),
                        two.event(UUID.randomUUID(), Type.SENT, Instant.parse("2026-11-19T23:59:59Z"))));
        api.deliver(
                foreign.tenantId(),
                List.of(foreign.event(UUID.randomUUID(), Type.SENT, Instant.parse("2026-11-20T12:00:00Z"))));

        api.get(one.tenantId(), "/api/v1/analytics/overview?from=2026-11-20&to=2026-11-22")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.days.length()")
                .isEqualTo(3)
                .jsonPath("$.days[0].date")
                .isEqualTo("2026-11-20")
                .jsonPath("$.days[0].counts.sent")
                .isEqualTo(2)
                .jsonPath("$.days[1].counts.sent")
                .isEqualTo(0)
                .jsonPath("$.days[2].counts.opened")
                .isEqualTo(1)
                .jsonPath("$.totals.sent")
                .isEqualTo(2)
                .jsonPath("$.totals.opened")
                .isEqualTo(1);
    }

    @Test
    void showsTheLastThirtyDaysToANewTenant() {
        api.get(UUID.randomUUID(), "/api/v1/analytics/overview")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.days.length()")
                .isEqualTo(30)
                .jsonPath("$.totals.sent")
                .isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-22&to=2026-11-21, from",
        "from=2024-01-01&to=2026-01-01, from",
        "from=yesterday, from",
        "to=+999999999-12-31, to",
        "to=9999-12-31, to",
    })
    void namesTheDayThatIsWrong(String query, String field) {
        api.get(UUID.randomUUID(), "/api/v1/analytics/overview?" + query)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }
}
