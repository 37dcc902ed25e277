package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.PlatformTenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Invitations go 90 days after they ended, of all tenants, and nothing else does. */
class InvitationRetentionIT extends TenantFixture {

    private static final String INVITATIONS = "/api/v1/tenant/invitations";
    private static final String KIND = "tenant.prune-invitations";

    @Autowired
    private List<JobSchedule> schedules;

    @Autowired
    private List<JobHandler> handlers;

    @Test
    void whatEndedLongAgoGoesInAllTenants() {
        for (int i = 0; i < 2; i++) {
            UUID owner = UUID.randomUUID();
            UUID tenant = tenantOf(owner);
            decided(invite(tenant, owner), "accepted", 91);
            decided(invite(tenant, owner), "revoked", 91);
            ranOut(invite(tenant, owner), "expired", 91);
            ranOut(invite(tenant, owner), "pending", 91);
            UUID accepted = decided(invite(tenant, owner), "accepted", 89);
            UUID over = ranOut(invite(tenant, owner), "pending", 89);
            UUID open = invite(tenant, owner);

            assertThat(job(KIND, PlatformTenant.ID.value(), Map.of())).isEqualTo("DONE");

            assertThat(get(INVITATIONS, token(tenant, owner))
                            .expect(200)
                            .body()
                            .path("items")
                            .findValuesAsString("id"))
                    .containsExactlyInAnyOrder(accepted.toString(), over.toString(), open.toString());
            assertThat(actions(tenant))
                    .as("the log stays")
                    .filteredOn("invitation.created"::equals)
                    .hasSize(7);
        }
    }

    @Test
    void whatEndedLatelyStaysWhateverIsAsked() {
        UUID owner = UUID.randomUUID();
        UUID tenant = tenantOf(owner);
        decided(invite(tenant, owner), "revoked", 29);
        JdbcClient.create(database().connectingAs("tenants_app"))
                .sql("select tenants.prune_invitations(now() + interval '1 day', 1000)")
                .query(Integer.class)
                .single();
        assertThat(count("select count(*) from tenants.invitations where tenant_id = ?", tenant))
                .isOne();
    }

    @Test
    void itIsDeclaredAndHasAHandler() {
        assertThat(schedules).extracting(schedule -> schedule.kind().name()).contains(KIND);
        assertThat(handlers).extracting(JobHandler::kind).contains(KIND);
    }

    private UUID invite(UUID tenant, UUID owner) {
        return post(
                        INVITATIONS,
                        token(tenant, owner),
                        "{\"email\":\"%s@example.com\",\"role\":\"viewer\"}".formatted(UUID.randomUUID()))
                .expect(201)
                .id("id");
    }

    private UUID decided(UUID invitation, String status, int daysAgo) {
        superuser()
                .sql(
                        "update tenants.invitations set status = ?, decided_at = now() - make_interval(days => ?) where id = ?")
                .params(status, daysAgo, invitation)
                .update();
        return invitation;
    }

    private UUID ranOut(UUID invitation, String status, int daysAgo) {
        superuser()
                .sql(
                        "update tenants.invitations set status = ?, expires_at = now() - make_interval(days => ?) where id = ?")
                .params(status, daysAgo, invitation)
                .update();
        return invitation;
    }
}
