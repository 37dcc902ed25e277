package com.penguinmails.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.localstack.demo.CampaignRun;
import com.penguinmails.localstack.demo.Evidence;
import com.penguinmails.localstack.demo.LeadFile;
import com.penguinmails.localstack.demo.TenantRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** docs/journey-of-one-email.md as a test: from a file to the exact events of each mail. */
class OneEmailJourneyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What happens to each recipient of the mail world, in order. */
    private static final Map<String, List<String>> EVENTS = Map.of(
            "ada@example.com", List.of("queued", "sent"),
            "bea+open@example.com", List.of("queued", "sent", "opened"),
            "cid+click@example.com", List.of("queued", "sent", "opened", "clicked"),
            "dan+unsub@example.com", List.of("queued", "sent", "unsubscribed"),
            "eva+defer2@example.com", List.of("queued", "deferred", "deferred", "sent"),
            "fay+bounce@example.com", List.of("queued", "bounced"),
            "gus+blocked@example.com", List.of("queued", "bounced"),
            "hal+drop421@example.com", List.of("queued", "deferred", "sent"));

    @Test
    void everyMailHasExactlyItsEventsInOrder() throws SQLException {
        TenantRun tenant = Stack.customer("Journey");
        JsonNode imported =
                tenant.importLeads(LeadFile.ofAddresses("eight.csv", List.copyOf(EVENTS.keySet())), "eight");
        String campaign =
                tenant.createCampaign("Journey", imported.path("listId").asString());
        tenant.launch(campaign);
        var run = new CampaignRun(tenant, campaign, EVENTS.size());

        assertThat(run.awaitEnd(Stack.world(), PATIENCE)).as("decided in time").isTrue();

        assertThat(eventsByRecipient(tenant, campaign)).isEqualTo(EVENTS);
        assertThat(Evidence.ofCampaign(run, Stack.world()))
                .allSatisfy(
                        figure -> assertThat(figure.agrees()).as("%s", figure).isTrue());
        assertThat(tenant.api()
                        .get("/api/v1/campaigns/" + campaign)
                        .path("status")
                        .asString())
                .isEqualTo("completed");
    }

    private static Map<String, List<String>> eventsByRecipient(TenantRun tenant, String campaign) throws SQLException {
        Map<UUID, String> recipients = new HashMap<>();
        tenant.all("/api/v1/messages?campaignId=" + campaign)
                .forEach(message -> recipients.put(
                        UUID.fromString(message.path("id").asString()),
                        message.path("to").asString()));
        Map<String, List<String>> events = new HashMap<>();
        try (var connection = Stack.running().superuserConnection();
                var statement = connection.prepareStatement(
                        "select message_id, type from analytics.events where campaign_id = ? order by at, id")) {
            statement.setObject(1, UUID.fromString(campaign));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.computeIfAbsent(
                                    String.valueOf(recipients.get(rows.getObject(1, UUID.class))),
                                    id -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return events;
    }
}
