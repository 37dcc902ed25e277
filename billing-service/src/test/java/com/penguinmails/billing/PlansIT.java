package com.penguinmails.billing;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

@BillingTest
class PlansIT {

    private final RestTestClient http;
    private final BillingApi api;

    @Autowired
    PlansIT(RestTestClient http) {
        this.http = http;
        this.api = new BillingApi(http);
    }

    @Test
    void areShownToAnybodySignedInAlsoWithoutATenant() {
        api.get(null, "/api/v1/billing/plans")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                {"items": [
                  {"slug": "starter", "name": "Starter", "price": {"monthlyCents": 4900, "yearlyCents": 47000, "currency": "USD"},
                   "limits": {"emailsPerPeriod": 10000, "mailboxes": 10, "users": 2, "workspaces": 3, "domains": 5, "dedicatedIps": 0}},
                  {"slug": "professional", "name": "Professional",
                   "price": {"monthlyCents": 14900, "yearlyCents": 143000, "currency": "USD"},
                   "limits": {"emailsPerPeriod": 50000, "mailboxes": 50, "users": 5, "workspaces": 10, "domains": 15, "dedicatedIps": 0}},
                  {"slug": "business", "name": "Business", "price": {"monthlyCents": 39900, "yearlyCents": 383000, "currency": "USD"},
                   "limits": {"emailsPerPeriod": 200000, "mailboxes": 200, "users": 15, "workspaces": -1, "domains": -1, "dedicatedIps": 1}},
                  {"slug": "enterprise", "name": "Enterprise", "price": null,
                   "limits": {"emailsPerPeriod": -1, "mailboxes": -1, "users": -1, "workspaces": -1, "domains": -1, "dedicatedIps": -1}}]}
                """, JsonCompareMode.STRICT);
    }

    @Test
    void areNotShownWithoutAToken() {
        http.get().uri("/api/v1/billing/plans").exchange().expectStatus().isUnauthorized();
    }
}
