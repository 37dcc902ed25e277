package com.penguinmails.localstack.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Holds every message of a campaign, as the platform lists them, against every attempt in the mail world's ledger.
 *
 * @param lost the platform says sent, no server has it; or nobody will ever decide about it
 * @param duplicates accepted more than once
 * @param unexplained a server has it, and the platform says it was not sent (uncertain ones may or may not have arrived)
 * @param uncertain the platform says that nobody can know
 * @param uncertainArrived of these, how many a server has
 * @param refused recipients that were refused for good; those of uncertain messages not counted
 * @param deferredThenSent messages that were put off and then accepted; uncertain ones not counted
 * @param delays from the platform's acceptance of each message, or its slot if that is later, to its arrival in the ledger, sorted
 * @param arrivalsPerSecond accepted mails over the time between the first and the last
 */
public record MessageAudit(
        int messages,
        int lost,
        int duplicates,
        int unexplained,
        int uncertain,
        int uncertainArrived,
        int refused,
        int deferredThenSent,
        List<Duration> delays,
        double arrivalsPerSecond) {

    private static final int PERMANENT = 500;
    private static final Set<String> DECIDED = Set.of("sent", "bounced", "failed", "uncertain", "skipped");

    public static MessageAudit of(CampaignRun campaign, MailWorldClient world) {
        Map<String, List<Instant>> arrivals = new HashMap<>();
        var putOff = new HashSet<String>();
        var refused = new HashSet<String>();
        world.attempts(campaign.tenant().customer().domain(), row -> {
            if (row.path("outcome").asString().equals("accepted")) {
                String id = row.path("mail").path("messageId").asString("");
                arrivals.computeIfAbsent(id, first -> new ArrayList<>())
                        .add(Instant.parse(row.path("receivedAt").asString()));
                if (row.path("priorDeferrals").asInt() > 0) {
                    putOff.add(id);
                }
            } else if (row.path("code").asInt() >= PERMANENT) {
                refused.add(row.path("envelopeTo").asString("").toLowerCase(Locale.ROOT));
            }
        });
        var seen = new HashSet<String>();
        var delays = new ArrayList<Duration>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        int messages = 0;
        int lost = 0;
        int duplicates = 0;
        int unexplained = 0;
        int uncertain = 0;
        int uncertainArrived = 0;
        for (JsonNode message : campaign.tenant().all("/api/v1/messages?campaignId=" + campaign.campaignId())) {
            messages++;
            String status = message.path("status").asString();
            String id = message.path("rfcMessageId").asString("");
            List<Instant> arrived = arrivals.getOrDefault(id, List.of());
            seen.add(id);
            lost += status.equals("sent") && arrived.isEmpty() || !DECIDED.contains(status) ? 1 : 0;
            duplicates += Math.max(0, arrived.size() - 1);
            if (status.equals("uncertain")) {
                putOff.remove(id);
                refused.remove(message.path("to").asString("").toLowerCase(Locale.ROOT));
            }
            uncertain += status.equals("uncertain") ? 1 : 0;
            uncertainArrived += status.equals("uncertain") && !arrived.isEmpty() ? 1 : 0;
            unexplained += !status.equals("sent") && !status.equals("uncertain") && !arrived.isEmpty() ? 1 : 0;
            if (!arrived.isEmpty()) {
                Instant due = later(instant(message, "createdAt"), instant(message, "sendAt"));
                delays.add(Duration.between(due, arrived.getFirst()));
                first = arrived.getFirst().isBefore(first) ? arrived.getFirst() : first;
                last = arrived.getFirst().isAfter(last) ? arrived.getFirst() : last;
            }
        }
        delays.sort(null);
        double seconds = delays.size() < 2 ? 0 : Duration.between(first, last).toMillis() / 1000.0;
        return new MessageAudit(
                messages,
                lost,
                duplicates,
                unexplained,
                uncertain,
                uncertainArrived,
                refused.size(),
                putOff.size(),
                List.copyOf(delays),
                seconds == 0 ? 0 : delays.size() / seconds);
    }

    /** @param share between 0 and 1 */
    public Duration delay(double share) {
        return delays.isEmpty()
                ? Duration.ZERO
                : delays.get(Math.min(delays.size() - 1, (int) (share * delays.size())));
    }

    private static Instant instant(JsonNode message, String field) {
        String text = message.path(field).asString("");
        return text.isEmpty() ? Instant.MIN : Instant.parse(text);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
