package com.penguinmails.localstack.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Mails again to people who unsubscribed, to addresses that bounced, and to ten new ones: only the new ones may get it. */
final class FollowUp {

    private static final int NEW_PEOPLE = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private FollowUp() {}

    static List<Figure> run(TenantRun tenant, MailWorldClient world) {
        var gone = new ArrayList<String>();
        world.attempts(tenant.customer().domain(), row -> {
            String to = row.path("envelopeTo").asString("");
            if (to.contains("+unsub@") || to.contains("+bounce@")) {
                gone.add(to);
            }
        });
        List<String> unique = gone.stream().distinct().toList();
        var addresses = new ArrayList<>(unique);
        for (int i = 0; i < NEW_PEOPLE; i++) {
            addresses.add("newcomer." + i + "." + tenant.customer().domain().replace('.', '-') + "@example.com");
        }
        long before = world.summary(tenant.customer().domain()).path("accepted").asLong();
        JsonNode imported = tenant.importLeads(LeadFile.ofAddresses("second.csv", addresses), "second");
        String campaign =
                tenant.createCampaign("Second mail", imported.path("listId").asString());
        tenant.launch(campaign);
        var run = new CampaignRun(tenant, campaign, NEW_PEOPLE);
        run.awaitDecisions(PATIENCE);
        JsonNode ledger = world.summary(tenant.customer().domain());
        return List.of(
                Figure.same(
                        "suppressed addresses",
                        tenant.all("/api/v1/suppressions").size(),
                        unique.size()),
                Figure.same(
                        "sent",
                        CampaignRun.count(run.statistics(), "sent"),
                        ledger.path("accepted").asLong() - before),
                Figure.same("sent to somebody new", CampaignRun.count(run.statistics(), "sent"), NEW_PEOPLE),
                Figure.same(
                        "sent after an unsubscribe",
                        0,
                        ledger.path("acceptedAfterUnsubscribe").asLong()));
    }
}
