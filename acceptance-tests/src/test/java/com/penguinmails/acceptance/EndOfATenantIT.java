package com.penguinmails.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.localstack.demo.LeadFile;
import com.penguinmails.localstack.demo.PlatformClient;
import com.penguinmails.localstack.demo.TenantRun;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/the-end-of-a-tenant.md as a test, through all services, with the real queue between them. */
class EndOfATenantIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CLOSURE = "/api/v1/tenant/closure";

    @Test
    void aClosingTenantSendsNothingAndOfAClosedOneOnlyBooksAndLogStay() throws Exception {
        TenantRun tenant = Stack.customer("Ending");
        TenantRun neighbour = Stack.customer("Staying");
        neighbour.importLeads(LeadFile.ofAddresses("one.csv", List.of("one@example.com")), "one");
        Map<String, Long> neighbours = rowsOf(neighbour);
        // So slow that it cannot end by itself.
        tenant.mailboxIds()
                .forEach(id -> tenant.api()
                        .patch("/api/v1/mailboxes/" + id, PlatformClient.json().put("minGapSeconds", 120)));
        var leads = IntStream.range(0, 40)
                .mapToObj(i -> "ending" + i + "@example.com")
                .toList();
        String list = tenant.importLeads(LeadFile.ofAddresses("forty.csv", leads), "forty")
                .path("listId")
                .asString();
        String campaign = tenant.createCampaign("Slow", list);
        tenant.launch(campaign);
        awaitStatus(tenant, campaign, "running");

        tenant.api()
                .post(
                        CLOSURE,
                        PlatformClient.json().put("name", tenant.customer().tenantName()));

        awaitStatus(tenant, campaign, "paused");
        assertThat(tenant.api()
                        .tryPost("/api/v1/campaigns/" + campaign + "/resume", PlatformClient.json())
                        .body()
                        .path("code")
                        .asString())
                .isEqualTo("tenant-suspended");

        assertThat(takeBack(tenant)).isEqualTo(200);
        awaitStatus(tenant, campaign, "running");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(actions(tenant))
                        .contains(
                                "tenant.created",
                                "domain.added",
                                "mailbox.connected",
                                "mailbox.changed",
                                "leads.imported",
                                "campaign.launched",
                                "tenant.closure-asked",
                                "campaign.paused",
                                "tenant.closure-taken-back",
                                "campaign.resumed"));
        assertThat(tenant.api()
                        .get("/api/v1/audit-log/verification")
                        .path("intact")
                        .asBoolean())
                .isTrue();

        tenant.api()
                .post(
                        CLOSURE,
                        PlatformClient.json().put("name", tenant.customer().tenantName()));
        letThirtyDaysPass(tenant);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rowsOf(tenant).keySet())
                        .containsExactly(
                                "analytics.tenant_standings",
                                "billing.subscriptions",
                                "billing.tenant_standings",
                                "billing.usage_periods",
                                "campaigns.tenant_standings",
                                "email.tenant_standings",
                                "infrastructure.tenant_standings"));
        // The sign-in that worked in the tenant has ended; the gateway hears of it within seconds.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                tenant.api().tryGet("/api/v1/campaigns").status())
                        .isEqualTo(401));
        assertThat(rowsOf(neighbour)).isEqualTo(neighbours);
    }

    private static void awaitStatus(TenantRun tenant, String campaign, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tenant.api()
                                .get("/api/v1/campaigns/" + campaign)
                                .path("status")
                                .asString())
                        .isEqualTo(status));
    }

    private static List<String> actions(TenantRun tenant) {
        return tenant.all("/api/v1/audit-log").stream()
                .map(entry -> entry.path("action").asString())
                .toList();
    }

    private static int takeBack(TenantRun tenant) throws IOException, InterruptedException {
        String token = tenant.api()
                .post(
                        "/api/v1/auth/refresh",
                        PlatformClient.json()
                                .put(
                                        "refreshToken",
                                        tenant.login().path("refreshToken").asString())
                                .put("tenantId", tenant.tenantId()))
                .path("accessToken")
                .asString();
        var request = HttpRequest.newBuilder(Stack.running().gateway().resolve(CLOSURE))
                .DELETE()
                .header("Authorization", "Bearer " + token)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** The job that closes the tenant is due now, and so is the closure. */
    private static void letThirtyDaysPass(TenantRun tenant) throws SQLException {
        UUID id = UUID.fromString(tenant.tenantId());
        try (var connection = Stack.running().superuserConnection();
                var closes = connection.prepareStatement(
                        "update tenants.tenants set closes_at = now() where tenant_id = ?");
                var due = connection.prepareStatement("""
                        update queue.job_ready set run_at = now() where tenant_id = ?
                           and id in (select id from queue.jobs where tenant_id = ? and kind = 'tenant.close')""")) {
            closes.setObject(1, id);
            assertThat(closes.executeUpdate()).isOne();
            due.setObject(1, id);
            due.setObject(2, id);
            assertThat(due.executeUpdate()).isPositive();
        }
    }

    /** How many rows the services that let go of a closed tenant have of it, by table; tables without one are left out. */
    private static Map<String, Long> rowsOf(TenantRun tenant) throws SQLException {
        var rows = new TreeMap<String, Long>();
        try (var connection = Stack.running().superuserConnection()) {
            var tables = new ArrayList<String>();
            try (var query = connection.prepareStatement("""
                    select c.table_schema || '.' || c.table_name from information_schema.columns c
                      join information_schema.tables t using (table_schema, table_name)
                     where c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
                       and c.table_schema in ('analytics', 'billing', 'campaigns', 'content', 'email', 'infrastructure')""");
                    var found = query.executeQuery()) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (var query =
                        connection.prepareStatement("select count(*) from " + table + " where tenant_id = ?")) {
                    query.setObject(1, UUID.fromString(tenant.tenantId()));
                    try (var count = query.executeQuery()) {
                        count.next();
                        if (count.getLong(1) > 0) {
                            rows.put(table, count.getLong(1));
                        }
                    }
                }
            }
        }
        return rows;
    }
}
