package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.FakeNeighbours.World;
import com.penguinmails.contracts.campaign.CampaignJobs;
import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class ActivityIT extends CampaignServiceIT {

    private Person ann;
    private World world;
    private UUID list;

    @BeforeEach
    void arrive() {
        ann = Person.withTenant(http);
        world = world(ann);
    }

    @Test
    void outcomesMoveEnrolmentsAndTheLastOneCompletesTheCampaign() {
        UUID id = underWay(6);
        List<NewMessage> mails = List.copyOf(world.messages.values());
        tell(mails, Type.QUEUED, Type.DEFERRED, Type.OPENED);
        assertThat(counts(id).path("handedOver").asInt()).isEqualTo(6);
        tell(mails, Type.SENT, Type.BOUNCED, Type.FAILED, Type.UNCERTAIN, Type.SKIPPED);
        assertThat(status(id)).isEqualTo("running");
        tell(mails.subList(5, 6), Type.SENT);
        assertThat(status(id)).isEqualTo("completed");
        assertThat(ann.get("/api/v1/campaigns/" + id).body().path("completedAt").isNull())
                .isFalse();
        JsonNode counts = counts(id);
        assertThat(counts.path("sent").asInt()).isEqualTo(2);
        for (String other : List.of("bounced", "failed", "uncertain", "skipped")) {
            assertThat(counts.path(other).asInt()).as(other).isEqualTo(1);
        }
    }

    @Test
    void theSameEventsAgainAndLateOnesChangeNothing() {
        UUID id = underWay(2);
        List<NewMessage> mails = List.copyOf(world.messages.values());
        List<Event> events = List.of(
                event(mails.get(0), Type.UNSUBSCRIBED),
                event(mails.get(0), Type.SENT),
                event(mails.get(1), Type.BOUNCED));
        for (int i = 0; i < 3; i++) {
            deliverEvents(events);
        }
        deliverEvents(List.of(event(mails.get(1), Type.SENT)));
        JsonNode counts = counts(id);
        assertThat(counts.path("unsubscribed").asInt()).isEqualTo(1);
        assertThat(counts.path("bounced").asInt()).isEqualTo(1);
        assertThat(counts.path("sent").asInt()).isZero();
        assertThat(count("lead_stops", ann)).isEqualTo(2);
        assertThat(status(id)).isEqualTo("completed");
    }

    @Test
    void aMailThatComesBackAfterItWasSentEndsAsBounced() {
        UUID id = underWay(1);
        List<NewMessage> mails = List.copyOf(world.messages.values());
        tell(mails, Type.SENT);
        tell(mails, Type.BOUNCED);
        assertThat(counts(id).path("bounced").asInt()).isEqualTo(1);
        assertThat(status(id)).isEqualTo("completed");
    }

    @Test
    void whoBouncedOrUnsubscribedIsNotEnrolledAgain() {
        underWay(4);
        List<NewMessage> mails = List.copyOf(world.messages.values());
        tell(mails, Type.BOUNCED, Type.UNSUBSCRIBED, Type.SENT, Type.SENT);
        UUID next = campaign();
        assertThat(ann.post("/api/v1/campaigns/" + next + "/launch", Map.of())
                        .body()
                        .path("counts")
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        JsonNode bounced = ann.get("/api/v1/leads?email=" + mails.get(0).recipient())
                .body()
                .path("items")
                .path(0);
        assertThat(bounced.path("doNotContact").asString()).isEqualTo("bounced");
        tell(mails, Type.SENT, Type.SENT, Type.UNSUBSCRIBED, Type.UNSUBSCRIBED);
        JsonNode preflight =
                ann.get("/api/v1/campaigns/" + campaign() + "/preflight").body();
        assertThat(preflight.path("missing").findValuesAsString("code")).containsExactly("all-leads-suppressed");
    }

    @Test
    void anImportDoesNotBringBackWhoUnsubscribed() {
        underWay(1);
        NewMessage mail = world.messages.values().iterator().next();
        tell(List.of(mail), Type.UNSUBSCRIBED);
        ann.upload("again.csv", "email,city\n" + mail.recipient() + ",Oslo\n");
        JsonNode lead = ann.get("/api/v1/leads?email=" + mail.recipient())
                .body()
                .path("items")
                .path(0);
        assertThat(lead.path("city").asString()).isEqualTo("Oslo");
        assertThat(lead.path("doNotContact").asString()).isEqualTo("unsubscribed");
    }

    @Test
    void theQuotaOfMailsThatACancelStoppedIsGivenBack() {
        UUID id = underWay(3);
        List<NewMessage> mails = List.copyOf(world.messages.values());
        ann.post("/api/v1/campaigns/" + id + "/cancel", Map.of());
        assertThat(world.reservations).containsEntry(id, 3);
        tell(mails, Type.SENT, Type.SKIPPED, Type.SKIPPED);
        assertThat(world.reservations).containsEntry(id, 1);
    }

    @Test
    void aPausedCampaignThatCompletesHoldsNothingBack() {
        UUID id = underWay(1);
        ann.post("/api/v1/campaigns/" + id + "/pause", Map.of());
        tell(List.copyOf(world.messages.values()), Type.SENT);
        assertThat(status(id)).isEqualTo("completed");
        assertThat(stop(id)).isEqualTo("resumed");
    }

    @Test
    void twoThatBringTheLastOutcomesAtOnceCompleteTheCampaign() throws Exception {
        UUID id = underWay(40);
        List<NewMessage> mails = List.copyOf(world.messages.values());
        var calls = new ArrayList<Callable<JsonNode>>();
        for (int i = 0; i < 8; i++) {
            List<Event> part = mails.subList(i * 5, i * 5 + 5).stream()
                    .map(mail -> event(mail, Type.SENT))
                    .toList();
            calls.add(() -> deliverEvents(part));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<JsonNode> report : threads.invokeAll(calls)) {
                assertThat(report.get().path("next").asString()).isEqualTo("DONE");
            }
        }
        assertThat(status(id)).isEqualTo("completed");
    }

    @Test
    void eventsOfUnknownThingsAndOfOtherTenantsAreHarmless() {
        UUID id = underWay(1);
        NewMessage mail = world.messages.values().iterator().next();
        Person eve = Person.withTenant(http);
        Event stolen = new Event(
                UUID.randomUUID(),
                Type.BOUNCED,
                eve.tenant(),
                mail.id(),
                mail.campaignId(),
                mail.enrolmentId(),
                mail.leadId(),
                mail.mailboxId(),
                clock.instant(),
                null);
        JsonNode report = deliver(
                EmailActivity.FOR_CAMPAIGN.name(),
                eve.tenant(),
                UUID.randomUUID(),
                new EmailActivity.Batch(List.of(stolen)));
        assertThat(report.path("next").asString()).isEqualTo("DONE");
        assertThat(counts(id).path("handedOver").asInt()).isEqualTo(1);
        assertThat(count("lead_stops", ann)).isZero();
        assertThat(deliver(EmailActivity.FOR_CAMPAIGN.name(), ann.tenant(), UUID.randomUUID(), Map.of("nonsense", 1))
                        .path("next")
                        .asString())
                .isEqualTo("DISCARD");
    }

    /** A campaign of that many leads, all handed over. */
    private UUID underWay(int leads) {
        world.mailbox("connected", 10_000, 0);
        list = ann.list(leads);
        UUID id = campaign();
        ann.post("/api/v1/campaigns/" + id + "/launch", Map.of());
        UUID job = superuser()
                .sql("select plan_job_id from campaigns.campaigns where id = ?")
                .param(id)
                .query((row, number) -> row.getObject(1, UUID.class))
                .single();
        deliver(CampaignJobs.PLAN.name(), ann.tenant(), job, new CampaignJobs.PlanJob(id));
        return id;
    }

    private UUID campaign() {
        return ann.post(
                        "/api/v1/campaigns",
                        Map.of(
                                "name",
                                "C",
                                "templateId",
                                ann.template(),
                                "listId",
                                list,
                                "mailboxIds",
                                List.of(world.mailboxes.getFirst().id())))
                .id();
    }

    /** The first mail gets the first event, and so on. */
    private void tell(List<NewMessage> mails, Type... types) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < types.length; i++) {
            events.add(event(mails.get(i), types[i]));
        }
        assertThat(deliverEvents(events).path("next").asString()).isEqualTo("DONE");
    }

    private JsonNode deliverEvents(List<Event> events) {
        return deliver(
                EmailActivity.FOR_CAMPAIGN.name(), ann.tenant(), UUID.randomUUID(), new EmailActivity.Batch(events));
    }

    private Event event(NewMessage mail, Type type) {
        return new Event(
                UUID.randomUUID(),
                type,
                ann.tenant(),
                mail.id(),
                mail.campaignId(),
                mail.enrolmentId(),
                mail.leadId(),
                mail.mailboxId(),
                clock.instant(),
                null);
    }

    private JsonNode counts(UUID campaignId) {
        return ann.get("/api/v1/campaigns/" + campaignId).body().path("counts");
    }

    private String status(UUID campaignId) {
        return ann.get("/api/v1/campaigns/" + campaignId).body().path("status").asString();
    }
}
