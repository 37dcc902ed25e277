package com.penguinmails.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The books of a closed tenant stay, and nothing else. */
@BillingTest
class TenantEndIT {

    private final TestDatabase database;
    private final BillingApi api;
    private final UUID tenant = UUID.randomUUID();

    @Autowired
    TenantEndIT(RestTestClient http, TestDatabase database) {
        this.api = new BillingApi(http);
        this.database = database;
    }

    @Test
    void aClosedTenantBuysNothingAndKeepsItsBooks() {
        BillingApi.viewOf(api.reserve(tenant, UUID.randomUUID(), 6_000));
        assertThat(api.standing(tenant, Standing.SUSPENDED, 1).next()).isEqualTo(Next.DONE);
        assertThat(api.quota(tenant).status()).isEqualTo("trialing");

        assertThat(api.standing(tenant, Standing.CLOSED, 2).next()).isEqualTo(Next.DONE);
        assertThat(api.standing(tenant, Standing.CLOSED, 2).next()).isEqualTo(Next.DONE);

        assertThat(rows("quota_reservations")).isZero();
        assertThat(rows("subscriptions")).isOne();
        assertThat(rows("usage_periods")).isOne();
        assertThat(api.quota(tenant).status()).isEqualTo("canceled");
        api.reserve(tenant, UUID.randomUUID(), 1).expectStatus().isEqualTo(409);
    }

    private long rows(String table) {
        return JdbcClient.create(database.superuser())
                .sql("select count(*) from billing." + table + " where tenant_id = ?")
                .param(tenant)
                .query(Long.class)
                .single();
    }
}
