package com.penguinmails.localstack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Reads each figure of a campaign from both sides. */
public final class Evidence {

    private Evidence() {}

    /** What became of the file: the import's own report against the truth that ships with the file. */
    static List<Figure> ofImport(JsonNode report, LeadFile truth) {
        var figures = new ArrayList<Figure>();
        figures.add(Figure.same("rows in the file", report.path("rows").asLong(), truth.rows()));
        figures.add(Figure.same("imported", report.path("imported").asLong(), truth.imported()));
        figures.add(Figure.same("merged duplicates", report.path("merged").asLong(), truth.merged()));
        Map<String, Long> reasons = new TreeMap<>();
        report.path("rejectedByReason")
                .properties()
                .forEach(
                        reason -> reasons.put(reason.getKey(), reason.getValue().asLong()));
        var names = new TreeSet<>(reasons.keySet());
        names.addAll(truth.rejectedByReason().keySet());
        for (String reason : names) {
            figures.add(Figure.same(
                    "rejected: " + reason,
                    reasons.getOrDefault(reason, 0L),
                    truth.rejectedByReason().getOrDefault(reason, 0)));
        }
        return figures;
    }

    /** What became of the mails: statistics and message list against the ledger. */
    public static List<Figure> ofCampaign(CampaignRun campaign, MailWorldClient world) {
        JsonNode platform = campaign.statistics();
        JsonNode ledger = world.summary(campaign.tenant().customer().domain());
        MessageAudit audit = MessageAudit.of(campaign, world);
        int sent = CampaignRun.count(platform, "sent");
        var figures = new ArrayList<Figure>();
        figures.add(Figure.same("messages planned", CampaignRun.count(platform, "queued"), campaign.expected()));
        figures.add(Figure.same("sent", sent, ledger.path("accepted").asLong() - audit.uncertainArrived()));
        // A "try again later" that a worker had just been told when it died is known to the server alone.
        figures.add(Figure.within(
                "deferred, then sent",
                CampaignRun.count(platform, "deferredThenSent"),
                audit.deferredThenSent(),
                Accidents.IN_HAND));
        figures.add(Figure.same("bounced", CampaignRun.count(platform, "bounced"), audit.refused()));
        figures.add(Figure.same(
                "unsubscribed",
                CampaignRun.count(platform, "unsubscribed"),
                ledger.path("unsubscribed").asLong()));
        figures.add(Figure.same(
                "opened",
                CampaignRun.count(platform, "opened"),
                ledger.path("opened").asLong()));
        figures.add(Figure.same(
                "clicked",
                CampaignRun.count(platform, "clicked"),
                ledger.path("clicked").asLong()));
        figures.add(Figure.same("failed", CampaignRun.count(platform, "failed"), 0));
        figures.add(Figure.same("uncertain", CampaignRun.count(platform, "uncertain"), audit.uncertain()));
        figures.add(Figure.same(
                "duplicates", audit.duplicates(), ledger.path("duplicates").asLong()));
        figures.add(Figure.same("lost", audit.lost(), 0));
        figures.add(Figure.same("sent without being asked", audit.unexplained(), 0));
        figures.add(Figure.same(
                "DKIM signatures that verify",
                (long) sent + audit.uncertainArrived(),
                ledger.path("dkimPass").asLong()));
        figures.add(Figure.same(
                "without one-click unsubscribe",
                0,
                ledger.path("missingUnsubscribeHeaders").asLong()));
        JsonNode delay = platform.path("acceptedToDelivered");
        figures.add(Figure.close(
                "accepted to delivered, p50",
                delay.path("p50Millis").asDouble() / 1000,
                audit.delay(0.50).toMillis() / 1000.0,
                1.0,
                "s"));
        figures.add(Figure.close(
                "accepted to delivered, p95",
                delay.path("p95Millis").asDouble() / 1000,
                audit.delay(0.95).toMillis() / 1000.0,
                1.0,
                "s"));
        figures.add(Figure.close(
                "mails per second", platform.path("mailsPerSecond").asDouble(), audit.arrivalsPerSecond(), 2.0, "/s"));
        return figures;
    }
}
