package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Sign-ins end with the tenant they work in, and what people do to their sign-in is told to the tenants' logs. */
class TenantEndIT extends UserServiceFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void signInsEndWithTheirTenantAndNoOthers() {
        String email = verifiedPerson();
        UUID closed = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        UUID inClosed = signIn(email, closed);
        UUID inOther = signIn(email, other);

        told(closed, Standing.SUSPENDED);
        assertThat(ended(inClosed)).isEmpty();
        told(closed, Standing.CLOSED);
        told(closed, Standing.CLOSED);

        assertThat(ended(inClosed)).containsExactly("tenant-closed");
        assertThat(ended(inOther)).isEmpty();
    }

    @Test
    void aChangedPasswordIsToldToTheLogsOfTheTenantsByIds() {
        String email = verifiedPerson();
        String token = tokenOf(email);
        assertThat(post(
                                "/api/v1/auth/change-password",
                                Map.of("currentPassword", PASSWORD, "newPassword", "another horse 7 battery"),
                                token)
                        .status())
                .isEqualTo(204);

        List<String> acts = sql().sql(
                        "select payload from queue.job_states where kind = 'tenant.record-act-of-person' and payload like ?")
                .param("%" + idOf(email) + "%")
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(acts).hasSize(1).first().satisfies(act -> {
            assertThat(act).doesNotContain(email);
            assertThat(JSON.readTree(act).path("action").asString()).isEqualTo("password.changed");
            assertThat(JSON.readTree(act).path("actorId").asString())
                    .isEqualTo(idOf(email).toString());
        });
    }

    /** A sign-in whose tenant was chosen behind the service's back. */
    private UUID signIn(String email, UUID tenant) {
        UUID id = UUID.fromString(
                String.valueOf(SsoFixture.claimsOf(login(email, PASSWORD)).getClaim("sid")));
        sql().sql("update users.sessions set tenant_id = ? where id = ?")
                .params(tenant, id)
                .update();
        return id;
    }

    private List<String> ended(UUID session) {
        return sql().sql("select revoked_because from users.sessions where id = ? and revoked_at is not null")
                .param(session)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private void told(UUID tenant, Standing standing) {
        String news = JSON.writeValueAsString(new TenantStanding(tenant, standing, 1, Instant.now()));
        assertThat(deliver(List.of(new JobDelivery(UUID.randomUUID(), tenant, TenantEvents.STANDING, 1, news, ""))))
                .extracting(JobReport::next)
                .containsExactly(JobReport.Next.DONE);
    }
}
