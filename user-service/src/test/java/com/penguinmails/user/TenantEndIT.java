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

        told(closed, Standing.SUSPENDED, 1);
        assertThat(ended(inClosed)).isEmpty();
        told(closed, Standing.CLOSED, 2);
        told(closed, Standing.CLOSED, 2);

        assertThat(ended(inClosed)).containsExactly("tenant-closed");
        assertThat(ended(inOther)).isEmpty();
    }

    @Test
    void whatLiesHereOfATenantGoesWithItAndNothingElse() {
        UUID person = idOf(verifiedPerson());
        UUID closed = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        for (UUID tenant : List.of(closed, other)) {
            sql().sql("""
                            insert into users.notifications (account_id, id, tenant_id, source_id, kind, title, created_at)
                            values (?, gen_random_uuid(), ?, gen_random_uuid(), 'CAMPAIGN_FINISHED', 'Done', now())""").params(person, tenant).update();
        }

        told(closed, Standing.CLOSING, 1);
        assertThat(notifications(closed)).isOne();
        told(closed, Standing.CLOSED, 2);

        assertThat(notifications(closed)).isZero();
        assertThat(notifications(other)).isOne();
        assertThat(count(
                        "select count(*) from users.tenant_standings where tenant_id = ? and erased_at is not null",
                        closed))
                .as("the proof")
                .isOne();
    }

    private long notifications(UUID tenant) {
        return count("select count(*) from users.notifications where tenant_id = ?", tenant);
    }

    private long count(String query, UUID tenant) {
        return sql().sql(query).param(tenant).query(Long.class).single();
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

    private void told(UUID tenant, Standing standing, long seq) {
        String news = JSON.writeValueAsString(new TenantStanding(tenant, standing, seq, Instant.now()));
        assertThat(deliver(List.of(new JobDelivery(UUID.randomUUID(), tenant, TenantEvents.STANDING, 1, news, ""))))
                .extracting(JobReport::next)
                .containsExactly(JobReport.Next.DONE);
    }
}
