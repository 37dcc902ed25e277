package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.FakeNeighbours.World;
import com.penguinmails.campaign.Person.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class CampaignIT extends CampaignServiceIT {

    private Person ann;
    private World world;

    @BeforeEach
    void arrive() {
        ann = Person.withTenant(http);
        world = world(ann);
    }

    @Test
    void aDraftMayLackPartsAndBeChanged() {
        Answer made = ann.post("/api/v1/campaigns", Map.of("name", "First"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("status").asString()).isEqualTo("draft");
        assertThat(made.body().path("trackOpens").asBoolean()).isTrue();
        UUID mailbox = world.mailbox("connected", 10, 0);
        Answer changed = ann.patch(
                "/api/v1/campaigns/" + made.id(),
                Map.of("mailboxIds", List.of(mailbox, mailbox), "fromName", "Ann", "trackOpens", false));
        assertThat(changed.body().path("mailboxIds")).hasSize(1);
        assertThat(changed.body().path("fromName").asString()).isEqualTo("Ann");
        assertThat(changed.body().path("trackOpens").asBoolean()).isFalse();
        assertThat(changed.body().path("name").asString()).isEqualTo("First");
        assertThat(ann.get("/api/v1/campaigns/" + made.id()).body()).isEqualTo(changed.body());
        assertThat(ann.get("/api/v1/campaigns").body().path("items")).hasSize(1);
    }

    @Test
    void aMailboxOfAnotherTenantIsAsUnknownAsOneThatNeverWas() {
        UUID own = world.mailbox("failing", 10, 0);
        UUID draft = ann.post("/api/v1/campaigns", Map.of("name", "First", "mailboxIds", List.of(own)))
                .id();
        UUID foreign = world(Person.withTenant(http)).mailbox("connected", 10, 0);
        for (UUID unknown : List.of(foreign, UUID.randomUUID())) {
            Answer made = ann.post("/api/v1/campaigns", Map.of("name", "Second", "mailboxIds", List.of(own, unknown)));
            assertThat(made.status()).isEqualTo(400);
            assertThat(made.body().path("errors").findValuesAsString("field")).containsExactly("mailboxIds");
            assertThat(ann.patch("/api/v1/campaigns/" + draft, Map.of("mailboxIds", List.of(unknown)))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(ann.get("/api/v1/campaigns/" + draft)
                        .body()
                        .path("mailboxIds")
                        .get(0)
                        .asString())
                .isEqualTo(own.toString());
    }

    @Test
    void badFieldsAreNamed() {
        Answer answer = ann.post(
                "/api/v1/campaigns",
                Map.of("name", "", "fromName", "Ann\r\nBcc: x", "mailboxIds", List.of("nonsense")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").path(0).path("field").asString())
                .contains("mailboxIds");
        Answer lines = ann.post("/api/v1/campaigns", Map.of("name", "", "fromName", "Ann\r\nBcc: x"));
        assertThat(lines.body().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("name", "fromName");
        Answer unknown = ann.post(
                "/api/v1/campaigns", Map.of("name", "x", "templateId", UUID.randomUUID(), "listId", UUID.randomUUID()));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().path("errors").findValuesAsString("field")).containsExactly("templateId", "listId");
    }

    @Test
    void preflightNamesEverythingThatIsMissingAtOnce() {
        world.postalAddress = null;
        world.emailVerified = false;
        world.tenantStatus = "suspended";
        world.subscription = "canceled";
        UUID id = ann.post("/api/v1/campaigns", Map.of("name", "Empty")).id();
        Answer preflight = ann.get("/api/v1/campaigns/" + id + "/preflight");
        assertThat(preflight.body().path("ready").asBoolean()).isFalse();
        List<String> codes = preflight.body().path("missing").findValuesAsString("code");
        assertThat(codes)
                .containsExactlyInAnyOrder(
                        "no-leads",
                        "template-missing",
                        "no-mailbox-connected",
                        "tenant-suspended",
                        "postal-address-missing",
                        "email-not-verified",
                        "subscription-inactive");
        Answer launch = ann.post("/api/v1/campaigns/" + id + "/launch", Map.of());
        assertThat(launch.status()).isEqualTo(409);
        assertThat(launch.code()).isEqualTo("launch-not-ready");
        assertThat(launch.body().path("missing")).isEqualTo(preflight.body().path("missing"));
        assertThat(world.contents).isEmpty();
    }

    @Test
    void preflightNamesTheMailboxAndTheQuota() {
        UUID good = world.mailbox("connected", 10, 0);
        UUID bad = world.mailbox("failing", 10, 0);
        world.emailsPerPeriod = 2;
        UUID id = draft(3, good, bad);
        Answer preflight = ann.get("/api/v1/campaigns/" + id + "/preflight");
        assertThat(preflight.body().path("missing").findValuesAsString("code"))
                .containsExactly("mailbox-not-connected", "quota-exceeded");
        assertThat(preflight.body().path("missing").path(0).path("message").asString())
                .contains("box-" + bad);
    }

    @Test
    void launchFreezesContentEnrolsEverybodyAndOrdersPlanningInOneGo() {
        UUID id = draft(5, world.mailbox("connected", 100, 0));
        assertThat(ann.get("/api/v1/campaigns/" + id + "/preflight")
                        .body()
                        .path("ready")
                        .asBoolean())
                .isTrue();
        Answer launched = ann.post("/api/v1/campaigns/" + id + "/launch", Map.of());
        assertThat(launched.status()).isEqualTo(200);
        assertThat(launched.body().path("status").asString()).isEqualTo("launching");
        assertThat(launched.body().path("counts").path("pending").asInt()).isEqualTo(5);
        assertThat(launched.body().path("launchedAt").asString()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(world.reservations).containsExactly(Map.entry(id, 5));
        assertThat(world.contents.values()).singleElement().satisfies(content -> {
            assertThat(content.subject()).isEqualTo("Hi {{first_name|there}}");
            assertThat(content.postalAddress()).contains("Ice Road");
            assertThat(content.trackClicks()).isTrue();
        });
        assertThat(superuser()
                        .sql("select payload from queue.jobs where tenant_id = ? and kind = 'campaign.plan'")
                        .param(ann.tenant())
                        .query(String.class)
                        .list())
                .containsExactly("{\"campaignId\":\"" + id + "\"}");
    }

    @Test
    void aLaunchThatFailsAtTheEndLeavesNothingAndCanBeRepeated() {
        UUID id = draft(3, world.mailbox("connected", 100, 0));
        superuser().sql("alter table queue.jobs rename to jobs_away").update();
        try {
            assertThat(ann.post("/api/v1/campaigns/" + id + "/launch", Map.of()).status())
                    .isGreaterThanOrEqualTo(400);
        } finally {
            superuser().sql("alter table queue.jobs_away rename to jobs").update();
        }
        assertThat(count("enrolments", ann)).isZero();
        assertThat(ann.get("/api/v1/campaigns/" + id).body().path("status").asString())
                .isEqualTo("draft");
        // The failed try holds the whole quota already; a look at the quota alone would refuse the second one.
        world.emailsPerPeriod = 3;
        assertThat(ann.post("/api/v1/campaigns/" + id + "/launch", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void quotaThatRunsOutAtTheLastMomentIsALaunchNotReady() {
        UUID id = draft(3, world.mailbox("connected", 100, 0));
        world.emailsPerPeriod = 2;
        Answer answer = ann.post("/api/v1/campaigns/" + id + "/launch", Map.of());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("launch-not-ready");
        assertThat(answer.body().path("missing").findValuesAsString("code")).containsExactly("quota-exceeded");
        assertThat(count("enrolments", ann)).isZero();
    }

    @Test
    void aLaunchedCampaignIsNeitherChangedNorLaunchedAgain() {
        UUID id = draft(1, world.mailbox("connected", 100, 0));
        String path = "/api/v1/campaigns/" + id;
        ann.post(path + "/launch", Map.of());
        assertThat(ann.patch(path, Map.of("name", "x")).code()).isEqualTo("campaign-state");
        assertThat(ann.post(path + "/launch", Map.of()).code()).isEqualTo("campaign-state");
        assertThat(ann.post(path + "/resume", Map.of()).code()).isEqualTo("campaign-state");
        assertThat(count("enrolments", ann)).isEqualTo(1);
    }

    @Test
    void theSameKeyLaunchesOnceAndGivesTheSameAnswer() {
        UUID id = draft(2, world.mailbox("connected", 100, 0));
        String path = "/api/v1/campaigns/" + id + "/launch";
        Answer first = ann.post(path, Map.of(), "launch-1");
        Answer again = ann.post(path, Map.of(), "launch-1");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(world.contents).hasSize(1);
    }

    @Test
    void ofTwoLaunchesAtOnceOneWins() throws Exception {
        UUID id = draft(50, world.mailbox("connected", 100, 0));
        Callable<Integer> launch =
                () -> ann.post("/api/v1/campaigns/" + id + "/launch", Map.of()).status();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var statuses = threads.invokeAll(List.of(launch, launch)).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(200, 409);
        }
        assertThat(count("enrolments", ann)).isEqualTo(50);
    }

    @Test
    void pauseAndResumeBringANewJob() {
        UUID id = draft(2, world.mailbox("connected", 100, 0));
        String path = "/api/v1/campaigns/" + id;
        ann.post(path + "/launch", Map.of());
        assertThat(ann.post(path + "/pause", Map.of()).body().path("status").asString())
                .isEqualTo("paused");
        assertThat(ann.post(path + "/resume", Map.of()).body().path("status").asString())
                .isEqualTo("running");
        assertThat(superuser()
                        .sql("select count(*) from queue.jobs where tenant_id = ? and kind = 'campaign.plan'")
                        .param(ann.tenant())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void cancellingGivesBackWhatHasNoSlot() {
        UUID id = draft(4, world.mailbox("connected", 100, 0));
        String path = "/api/v1/campaigns/" + id;
        ann.post(path + "/launch", Map.of());
        Answer cancelled = ann.post(path + "/cancel", Map.of());
        assertThat(cancelled.body().path("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.body().path("counts").path("skipped").asInt()).isEqualTo(4);
        assertThat(world.reservations).containsEntry(id, 0);
        assertThat(ann.post(path + "/cancel", Map.of()).status()).isEqualTo(409);
        assertThat(stop(id)).isEqualTo("cancelled");
        assertThat(superuser()
                        .sql("select payload from queue.jobs where tenant_id = ? and kind = 'email.cancel-campaign'")
                        .param(ann.tenant())
                        .query(String.class)
                        .single())
                .isEqualTo("{\"campaignId\":\"" + id + "\"}");
    }

    @Test
    void aCancelledDraftStopsNothing() {
        UUID id = draft(1, world.mailbox("connected", 100, 0));
        ann.post("/api/v1/campaigns/" + id + "/cancel", Map.of());
        assertThat(stop(id)).isEmpty();
    }

    private UUID draft(int leads, UUID... mailboxes) {
        var body = new HashMap<String, Object>();
        body.put("name", "Campaign");
        body.put("templateId", ann.template());
        body.put("listId", ann.list(leads));
        body.put("mailboxIds", List.of(mailboxes));
        return ann.post("/api/v1/campaigns", body).id();
    }
}
