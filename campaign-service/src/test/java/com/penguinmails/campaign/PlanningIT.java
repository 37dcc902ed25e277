package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.FakeNeighbours.World;
import com.penguinmails.contracts.campaign.CampaignJobs;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class PlanningIT extends CampaignServiceIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Person ann;
    private World world;

    @BeforeEach
    void arrive() {
        clock.set(NOON);
        ann = Person.withTenant(http);
        world = world(ann);
    }

    @Test
    void anUnpacedCampaignIsHandedOverAtOnce() {
        UUID first = world.mailbox("connected", 10_000, 0);
        UUID second = world.mailbox("connected", 10_000, 0);
        UUID id = launched(ann.list(1_201), first, second);
        JsonNode report = plan(id);
        assertThat(report.path("next").asString()).isEqualTo("DONE");
        assertThat(world.messages).hasSize(1_201);
        assertThat(world.messages.values())
                .allMatch(message -> message.sendAt().equals(NOON))
                .allMatch(message -> world.contents.containsKey(message.contentId()));
        assertThat(world.messages.values().stream()
                        .collect(Collectors.groupingBy(NewMessage::mailboxId, Collectors.counting())))
                .containsOnlyKeys(first, second)
                .allSatisfy((mailbox, count) -> assertThat(count).isBetween(600L, 601L));
        NewMessage one = world.messages.values().iterator().next();
        assertThat(one.fields()).containsEntry("email", one.recipient()).containsKeys("first_name", "full_name");
        assertThat(one.mailboxAddress()).isEqualTo("box-" + one.mailboxId() + "@mail.example");
        JsonNode campaign = ann.get("/api/v1/campaigns/" + id).body();
        assertThat(campaign.path("status").asString()).isEqualTo("running");
        assertThat(campaign.path("counts").path("handedOver").asInt()).isEqualTo(1_201);
    }

    @Test
    void customFieldsGoAlongOnlyWhenTheContentUsesThem() {
        UUID list = UUID.fromString(ann.upload("a.csv", "Email,Pain Point,Salary\na@example.com,queues,9000\n")
                .body()
                .path("listId")
                .asString());
        UUID template = ann.post(
                        "/api/v1/templates", Map.of("name", "t", "subject", "{{pain_point|work}}", "html", "<p>x</p>"))
                .id();
        UUID id = launch(template, list, world.mailbox("connected", 10, 0));
        plan(id);
        assertThat(world.messages.values())
                .singleElement()
                .satisfies(message -> assertThat(message.fields())
                        .containsEntry("pain_point", "queues")
                        .doesNotContainKey("salary"));
    }

    @Test
    void noFieldIsLongerThanItsTakerAllows() {
        String name = "é".repeat(9_000);
        UUID list = UUID.fromString(
                ann.upload("a.csv", "Email,First Name,Last Name\na@example.com," + name + "," + name + "\n")
                        .body()
                        .path("listId")
                        .asString());
        plan(launched(list, world.mailbox("connected", 10, 0)));
        assertThat(world.messages.values())
                .singleElement()
                .satisfies(
                        message -> assertThat(message.fields().get("full_name")).hasSize(10_000));
    }

    @Test
    void aPacedCampaignIsPlannedUpToTheHorizonAndThenLater() {
        UUID id = launched(ann.list(40), world.mailbox("connected", 1_000, 60_000));
        JsonNode report = plan(id);
        assertThat(report.path("next").asString()).isEqualTo("SNOOZE");
        Instant runAt = Instant.parse(report.path("runAt").asString());
        assertThat(runAt).isBetween(NOON.plusSeconds(7 * 60), NOON.plusSeconds(9 * 60));
        assertThat(world.messages).hasSizeBetween(11, 16);
        Instant end = NOON.plus(Duration.ofMinutes(15));
        assertThat(world.messages.values())
                .allMatch(message -> !message.sendAt().isAfter(end));
        while (report.path("next").asString().equals("SNOOZE")) {
            clock.set(Instant.parse(report.path("runAt").asString()));
            report = plan(id);
        }
        assertThat(world.messages).hasSize(40);
        assertPaceHolds(1_000, 60_000);
    }

    @Test
    void aFullDayIsContinuedTheNext() {
        UUID id = launched(ann.list(25), world.mailbox("connected", 10, 0));
        JsonNode report = plan(id);
        assertThat(world.messages).hasSize(10);
        Instant runAt = Instant.parse(report.path("runAt").asString());
        assertThat(runAt).isEqualTo(Instant.parse("2026-11-22T23:52:30Z"));
        clock.set(runAt);
        report = plan(id);
        assertThat(world.messages).hasSize(20);
        clock.set(Instant.parse(report.path("runAt").asString()));
        assertThat(plan(id).path("next").asString()).isEqualTo("DONE");
        assertPaceHolds(10, 0);
        assertThat(world.messages.values().stream()
                        .map(message -> LocalDate.ofInstant(message.sendAt(), ZoneOffset.UTC))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void aCrashBetweenHandOverAndMarkHandsTheSameMessagesOverAgain() {
        UUID id = launched(ann.list(300), world.mailbox("connected", 1_000, 0));
        world.failuresAfterAccepting = 1;
        JsonNode report = plan(id);
        assertThat(report.path("next").asString()).isEqualTo("SNOOZE");
        assertThat(counts(id).path("planned").asInt()).isEqualTo(300);
        var accepted = List.copyOf(world.messages.keySet());
        clock.advance(Duration.ofSeconds(5));
        assertThat(plan(id).path("next").asString()).isEqualTo("DONE");
        assertThat(world.messages.keySet()).containsExactlyElementsOf(accepted);
        assertThat(world.submissions).isEqualTo(2);
        assertThat(counts(id).path("handedOver").asInt()).isEqualTo(300);
        assertThat(used()).isEqualTo(300);
    }

    @Test
    void aSlotThatWentByDuringALongOutageIsReservedAnewUnderTheSameId() {
        UUID mailbox = world.mailbox("connected", 10, 60_000);
        UUID id = launched(ann.list(3), mailbox);
        // Nothing arrives at all while the neighbour is away.
        world.failuresAfterAccepting = 1;
        plan(id);
        var ids = List.copyOf(world.messages.keySet());
        world.messages.clear();
        clock.advance(Duration.ofDays(1));
        JsonNode report = plan(id);
        assertThat(report.path("next").asString()).isEqualTo("DONE");
        assertThat(world.messages.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(world.messages.values())
                .allMatch(message -> !message.sendAt().isBefore(clock.instant()));
        assertPaceHolds(10, 60_000);
    }

    @Test
    void limitsAndGapsHoldForTwoCampaignsPlannedAtOnce() throws Exception {
        UUID paced = world.mailbox("connected", 12, 30_000);
        UUID capped = world.mailbox("connected", 40, 0);
        UUID list = ann.list(60);
        UUID one = launched(list, paced, capped);
        UUID two = launched(list, paced, capped);
        Callable<JsonNode> first = () -> plan(one);
        Callable<JsonNode> second = () -> plan(two);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<JsonNode> report : threads.invokeAll(List.of(first, second, first, second))) {
                assertThat(report.get().path("next").asString()).isEqualTo("SNOOZE");
            }
        }
        Map<UUID, List<NewMessage>> byMailbox =
                world.messages.values().stream().collect(Collectors.groupingBy(NewMessage::mailboxId));
        assertThat(byMailbox.get(paced)).hasSize(12);
        assertThat(byMailbox.get(capped)).hasSize(40);
        assertPaceHolds(40, 0);
        assertThat(gaps(byMailbox.getOrDefault(paced, List.of()))).allMatch(gap -> gap >= 30_000);
        assertThat(world.messages.values()).extracting(NewMessage::enrolmentId).doesNotHaveDuplicates();
    }

    @Test
    void aPausedCampaignIsNotPlannedAndAResumedOneByItsNewJob() {
        UUID id = launched(ann.list(5), world.mailbox("connected", 100, 0));
        UUID oldJob = jobOf(id);
        ann.post("/api/v1/campaigns/" + id + "/pause", Map.of());
        assertThat(plan(id).path("next").asString()).isEqualTo("DONE");
        assertThat(world.messages).isEmpty();
        ann.post("/api/v1/campaigns/" + id + "/resume", Map.of());
        assertThat(jobOf(id)).isNotEqualTo(oldJob);
        assertThat(deliver(CampaignJobs.PLAN.name(), ann.tenant(), oldJob, new CampaignJobs.PlanJob(id))
                        .path("next")
                        .asString())
                .isEqualTo("DONE");
        assertThat(world.messages).isEmpty();
        plan(id);
        assertThat(world.messages).hasSize(5);
    }

    @Test
    void mailsHeldForADayLeaveOneByOneAgain() {
        UUID mailbox = world.mailbox("connected", 1_000, 20_000);
        UUID id = launched(ann.list(30), mailbox);
        plan(id);
        assertThat(world.messages).hasSize(30);
        // One is being sent while the pause takes hold, another has been tried in vain.
        var ids = List.copyOf(world.messages.keySet());
        world.gone.add(ids.get(0));
        world.tried.add(ids.get(1));
        Instant slotOfTheFirst = slot(ids.get(0));
        pause(id);
        assertThat(stop(id)).isEqualTo("paused");

        clock.advance(Duration.ofDays(1));
        UUID neighbour = launched(ann.list(10), mailbox);
        plan(neighbour);
        resume(id);
        assertThat(stop(id)).as("nothing leaves before it has its slot").isEqualTo("paused");
        assertThat(plan(id).path("next").asString()).isEqualTo("DONE");

        assertThat(stop(id)).isEqualTo("resumed");
        assertThat(slot(ids.get(0))).isEqualTo(slotOfTheFirst);
        assertThat(world.messages.values().stream()
                        .filter(message -> !world.gone.contains(message.id()))
                        .map(NewMessage::sendAt))
                .hasSize(39)
                .allMatch(sendAt -> !sendAt.isBefore(clock.instant()));
        assertPaceHolds(1_000, 20_000);
        assertThat(world.messages.keySet()).containsAll(ids);
    }

    @Test
    void aDayThatIsFullIsRespectedByTheReleasedMails() {
        UUID id = launched(ann.list(8), world.mailbox("connected", 10, 0));
        plan(id);
        pause(id);
        clock.advance(Duration.ofDays(1));
        UUID neighbour =
                launch(ann.template(), ann.list(6), world.mailboxes.getFirst().id());
        plan(neighbour);

        resume(id);
        plan(id);

        assertPaceHolds(10, 0);
        assertThat(world.messages.values())
                .allMatch(message -> !message.sendAt().isBefore(clock.instant()));
    }

    @Test
    void aShortPauseDoesNotCostTheDaysLimit() {
        UUID id = launched(ann.list(30), world.mailbox("connected", 30, 20_000));
        plan(id);
        pause(id);
        clock.advance(Duration.ofMinutes(5));
        resume(id);
        plan(id);

        assertThat(world.messages.values())
                .allMatch(message -> !message.sendAt().isBefore(clock.instant()))
                .allMatch(message -> message.sendAt().isBefore(NOON.plus(Duration.ofHours(1))));
        assertPaceHolds(30, 20_000);
        assertThat(used()).isEqualTo(30);
    }

    @Test
    void aCrashWhileMailsGetTheirSlotsStartsOver() {
        UUID id = launched(ann.list(20), world.mailbox("connected", 1_000, 20_000));
        plan(id);
        pause(id);
        clock.advance(Duration.ofDays(1));
        resume(id);
        world.failuresAfterAccepting = 1;
        assertThat(plan(id).path("next").asString()).isEqualTo("SNOOZE");
        assertThat(stop(id)).isEqualTo("paused");

        plan(id);

        assertThat(stop(id)).isEqualTo("resumed");
        assertPaceHolds(1_000, 20_000);
    }

    @Test
    void aSecondPauseKeepsHoldOfTheMails() {
        UUID id = launched(ann.list(3), world.mailbox("connected", 1_000, 20_000));
        plan(id);
        pause(id);
        resume(id);
        pause(id);
        plan(id);
        assertThat(stop(id)).isEqualTo("paused");
    }

    @Test
    void withoutAConnectedMailboxTheJobWaits() {
        UUID mailbox = world.mailbox("connected", 100, 0);
        UUID id = launched(ann.list(5), mailbox);
        SendingMailbox before = world.mailboxes.removeFirst();
        world.mailboxes.add(new SendingMailbox(
                mailbox, before.address(), before.displayName(), before.domain(), "failing", 100, 0));
        JsonNode report = plan(id);
        assertThat(report.path("next").asString()).isEqualTo("SNOOZE");
        assertThat(Instant.parse(report.path("runAt").asString())).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
        assertThat(world.messages).isEmpty();
    }

    @Test
    void aJobOfAnUnknownCampaignIsDone() {
        JsonNode report = deliver(
                CampaignJobs.PLAN.name(), ann.tenant(), UUID.randomUUID(), new CampaignJobs.PlanJob(UUID.randomUUID()));
        assertThat(report.path("next").asString()).isEqualTo("DONE");
    }

    private void pause(UUID campaignId) {
        assertThat(ann.post("/api/v1/campaigns/" + campaignId + "/pause", Map.of())
                        .status())
                .isEqualTo(200);
    }

    private void resume(UUID campaignId) {
        assertThat(ann.post("/api/v1/campaigns/" + campaignId + "/resume", Map.of())
                        .status())
                .isEqualTo(200);
    }

    private Instant slot(UUID message) {
        return Objects.requireNonNull(world.messages.get(message)).sendAt();
    }

    private JsonNode plan(UUID campaignId) {
        return deliver(CampaignJobs.PLAN.name(), ann.tenant(), jobOf(campaignId), new CampaignJobs.PlanJob(campaignId));
    }

    private UUID jobOf(UUID campaignId) {
        return superuser()
                .sql("select plan_job_id from campaigns.campaigns where id = ?")
                .param(campaignId)
                .query((row, number) -> row.getObject(1, UUID.class))
                .single();
    }

    private JsonNode counts(UUID campaignId) {
        return ann.get("/api/v1/campaigns/" + campaignId).body().path("counts");
    }

    private int used() {
        return superuser()
                .sql("select coalesce(sum(used), 0) from campaigns.mailbox_days where tenant_id = ?")
                .param(ann.tenant())
                .query(Integer.class)
                .single();
    }

    private UUID launched(UUID list, UUID... mailboxes) {
        return launch(ann.template(), list, mailboxes);
    }

    private UUID launch(UUID template, UUID list, UUID... mailboxes) {
        UUID id = ann.post(
                        "/api/v1/campaigns",
                        Map.of("name", "C", "templateId", template, "listId", list, "mailboxIds", List.of(mailboxes)))
                .id();
        assertThat(ann.post("/api/v1/campaigns/" + id + "/launch", Map.of()).status())
                .isEqualTo(200);
        return id;
    }

    private void assertPaceHolds(int dailyLimit, int gapMillis) {
        world.messages.values().stream()
                .collect(Collectors.groupingBy(NewMessage::mailboxId))
                .forEach((mailbox, messages) -> {
                    assertThat(messages.stream()
                                    .collect(Collectors.groupingBy(
                                            message -> LocalDate.ofInstant(message.sendAt(), ZoneOffset.UTC),
                                            Collectors.counting())))
                            .allSatisfy((day, count) -> assertThat(count).isLessThanOrEqualTo(dailyLimit));
                    assertThat(gaps(messages)).allMatch(gap -> gap >= gapMillis);
                });
    }

    private static List<Long> gaps(List<NewMessage> messages) {
        var sorted = messages.stream().map(NewMessage::sendAt).sorted().toList();
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < sorted.size(); i++) {
            gaps.add(Duration.between(sorted.get(i - 1), sorted.get(i)).toMillis());
        }
        return gaps;
    }
}
