package com.penguinmails.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Figures of a closed tenant are of use to nobody. */
@ServiceTest
class TenantEndIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> TABLES =
            List.of("events", "message_milestones", "campaign_totals", "campaign_hours");

    private final TestDatabase database;
    private final AnalyticsApi api;
    private final Campaign campaign = Campaign.ofNewTenant();

    @Autowired
    TenantEndIT(RestTestClient http, TestDatabase database) {
        this.api = new AnalyticsApi(http);
        this.database = database;
    }

    @Test
    void nothingOfAClosedTenantIsLeftNorComesBack() {
        Campaign other = Campaign.ofNewTenant();
        sent(campaign);
        sent(other);
        for (String table : TABLES) {
            assertThat(rows(table, campaign)).as(table).isPositive();
        }

        assertThat(api.standing(campaign.tenantId(), Standing.CLOSED, 4).next()).isEqualTo(Next.DONE);
        // What was told late.
        sent(campaign);

        for (String table : TABLES) {
            assertThat(rows(table, campaign)).as(table).isZero();
            assertThat(rows(table, other)).as(table).isPositive();
        }
    }

    private void sent(Campaign of) {
        UUID message = UUID.randomUUID();
        var events = List.of(of.event(message, Type.QUEUED, NOON), of.event(message, Type.SENT, NOON));
        assertThat(api.deliver(of.tenantId(), events).next()).isEqualTo(Next.DONE);
    }

    private long rows(String table, Campaign of) {
        return JdbcClient.create(database.superuser())
                .sql("select count(*) from analytics." + table + " where tenant_id = ?")
                .param(of.tenantId())
                .query(Long.class)
                .single();
    }
}
