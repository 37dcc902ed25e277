package com.penguinmails.localstack.demo;

import com.penguinmails.localstack.process.Deadline;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * One launched campaign.
 *
 * @param expected how many people are to get a decision: sent, bounced, skipped, …
 */
public record CampaignRun(TenantRun tenant, String campaignId, int expected) {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** The platform's own figures; zeros as long as nothing is known. */
    public JsonNode statistics() {
        var answer = tenant.api().tryGet("/api/v1/campaigns/" + campaignId + "/statistics");
        return answer.isSuccess() ? answer.body() : PlatformClient.json();
    }

    /** Messages about which nothing more will happen. */
    public int decided(JsonNode statistics) {
        return count(statistics, "sent")
                + count(statistics, "bounced")
                + count(statistics, "failed")
                + count(statistics, "uncertain")
                + count(statistics, "skipped");
    }

    static int count(JsonNode statistics, String field) {
        return statistics.path(field).asInt(0);
    }

    /** Waits until everybody has a decision and every recipient has reacted; false when the time is over. */
    public boolean awaitEnd(MailWorldClient world, Duration patience) {
        Deadline deadline = Deadline.in(patience);
        do {
            if (isOver(world)) {
                return true;
            }
        } while (deadline.pause(PAUSE));
        return false;
    }

    /** Waits until everybody has a decision, whatever the recipients do later. */
    boolean awaitDecisions(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        do {
            if (decided(statistics()) >= expected) {
                return true;
            }
        } while (deadline.pause(PAUSE));
        return false;
    }

    boolean isOver(MailWorldClient world) {
        JsonNode platform = statistics();
        if (decided(platform) < expected) {
            return false;
        }
        JsonNode ledger = world.summary(tenant.customer().domain());
        return ledger.path("reactionsPending").asInt() == 0
                && count(platform, "opened") >= ledger.path("opened").asInt()
                && count(platform, "clicked") >= ledger.path("clicked").asInt()
                && count(platform, "unsubscribed")
                        >= ledger.path("unsubscribed").asInt();
    }
}
