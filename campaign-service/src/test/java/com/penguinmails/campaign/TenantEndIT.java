package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.campaign.CampaignJobs;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tenant-service tells of a tenant takes hold of its campaigns, and at the end of its rows. */
@SuppressWarnings("NullAway.Init")
class TenantEndIT extends CampaignServiceIT {

    private Person ann;

    @BeforeEach
    void arrive() {
        clock.set(Instant.parse("2026-11-22T12:00:00Z"));
        ann = Person.withTenant(http);
    }

    @Test
    void campaignsAreHeldWhileTheTenantMayNotSendAndThenGoOn() {
        UUID running = planned(40);
        UUID byHand = planned(40);
        assertThat(act(byHand, "pause").status()).isEqualTo(200);

        assertThat(told(Standing.SUSPENDED, 1)).isEqualTo("DONE");

        assertThat(status(running)).isEqualTo("paused");
        assertThat(stop(running)).isEqualTo("paused");
        assertThat(act(running, "resume").code()).isEqualTo("tenant-suspended");
        assertThat(act(draft(), "launch").code()).isEqualTo("tenant-suspended");

        assertThat(told(Standing.ACTIVE, 2)).isEqualTo("DONE");
        // News that was overtaken, and news that comes twice.
        assertThat(told(Standing.SUSPENDED, 1)).isEqualTo("DONE");
        assertThat(told(Standing.ACTIVE, 2)).isEqualTo("DONE");

        assertThat(status(running)).isEqualTo("running");
        assertThat(status(byHand)).isEqualTo("paused");
        plan(running);
        assertThat(stop(running)).isEqualTo("resumed");
        assertThat(acts(running))
                .containsExactly("campaign.launched user", "campaign.paused service", "campaign.resumed service");
        assertThat(acts(byHand)).containsExactly("campaign.launched user", "campaign.paused user");
    }

    @Test
    void aHeldCampaignThatSomebodyCancelsStaysCancelled() {
        UUID id = planned(40);
        told(Standing.CLOSING, 1);
        assertThat(act(id, "cancel").status()).isEqualTo(200);
        told(Standing.ACTIVE, 2);
        assertThat(status(id)).isEqualTo("cancelled");
    }

    @Test
    void nothingOfAClosedTenantIsLeftAndNothingOfAnotherIsGone() {
        UUID id = planned(300);
        Person other = Person.withTenant(http);
        other.list(3);
        assertThat(tablesWithRowsOf(ann)).contains("campaigns", "enrolments", "leads", "templates", "mailbox_pace");
        List<String> before = tablesWithRowsOf(other);

        assertThat(told(Standing.CLOSED, 1)).isEqualTo("DONE");
        assertThat(told(Standing.CLOSED, 1)).isEqualTo("DONE");

        assertThat(tablesWithRowsOf(ann)).containsExactly("tenant_standings");
        assertThat(superuser()
                        .sql("select erased_at is not null from campaigns.tenant_standings where tenant_id = ?")
                        .param(ann.tenant())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(stop(id)).isEqualTo("cancelled");
        assertThat(tablesWithRowsOf(other)).isEqualTo(before);
        assertThat(plan(UUID.randomUUID(), id)).isEqualTo("DONE");
        assertThat(tablesWithRowsOf(ann)).containsExactly("tenant_standings");
    }

    @Test
    void anActThatIsRolledBackIsInNoLog() {
        UUID id = planned(10);
        assertThat(act(id, "resume").status()).isEqualTo(409);
        assertThat(acts(id)).containsExactly("campaign.launched user");
    }

    @Test
    void whoActsByAKeyIsNamedAsTheKey() {
        UUID id = draft();
        UUID key = UUID.randomUUID();
        Person.byKey(http, ann.tenant(), key, "campaign:send").post("/api/v1/campaigns/" + id + "/cancel", Map.of());
        assertThat(acts(id)).containsExactly("campaign.cancelled api_key");
        assertThat(superuser()
                        .sql(
                                "select payload::jsonb ->> 'actorId' from queue.job_states where tenant_id = ? and payload::jsonb ->> 'action' = 'campaign.cancelled'")
                        .param(ann.tenant())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly(key.toString());
    }

    private String told(Standing standing, long seq) {
        return deliver(
                        TenantEvents.STANDING,
                        ann.tenant(),
                        UUID.randomUUID(),
                        Map.of(
                                "tenantId",
                                ann.tenant(),
                                "standing",
                                standing,
                                "seq",
                                seq,
                                "at",
                                "2026-11-22T12:00:00Z"))
                .path("next")
                .asString();
    }

    private UUID draft() {
        return ann.post(
                        "/api/v1/campaigns",
                        Map.of(
                                "name",
                                "C",
                                "templateId",
                                ann.template(),
                                "listId",
                                ann.list(40),
                                "mailboxIds",
                                List.of(world(ann).mailbox("connected", 1_000, 60_000))))
                .id();
    }

    private UUID planned(int leads) {
        ann.list(leads);
        UUID id = draft();
        assertThat(act(id, "launch").status()).isEqualTo(200);
        plan(id);
        assertThat(status(id)).isEqualTo("running");
        return id;
    }

    private Person.Answer act(UUID id, String verb) {
        return ann.post("/api/v1/campaigns/" + id + "/" + verb, Map.of());
    }

    private String status(UUID id) {
        return ann.get("/api/v1/campaigns/" + id).body().path("status").asString();
    }

    private void plan(UUID id) {
        plan(
                superuser()
                        .sql("select plan_job_id from campaigns.campaigns where id = ?")
                        .param(id)
                        .query((row, number) -> row.getObject(1, UUID.class))
                        .single(),
                id);
    }

    private String plan(UUID job, UUID id) {
        return deliver(CampaignJobs.PLAN.name(), ann.tenant(), job, new CampaignJobs.PlanJob(id))
                .path("next")
                .asString();
    }

    /** What the audit log will be told of a campaign: the act and what kind of actor. */
    private List<String> acts(UUID id) {
        return superuser()
                .sql("""
                        select (payload::jsonb ->> 'action') || ' ' || (payload::jsonb ->> 'actor') from queue.job_states
                         where tenant_id = ? and kind = 'tenant.record-act' and payload::jsonb ->> 'resourceId' = ? order by id""")
                .params(ann.tenant(), id.toString())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> tablesWithRowsOf(Person person) {
        return superuser()
                .sql(
                        "select table_name from information_schema.columns where table_schema = 'campaigns' and column_name = 'tenant_id' order by 1")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .filter(table -> count(table, person) > 0)
                .toList();
    }
}
