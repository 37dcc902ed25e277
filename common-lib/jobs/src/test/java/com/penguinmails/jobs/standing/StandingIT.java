package com.penguinmails.jobs.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** What a service knows of a tenant's standing, and what it lets go of. */
@ServiceTest
class StandingIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** More than go in one transaction. */
    private static final int MANY = 6_000;

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());
    private final RestTestClient http;
    private final TenantStandings standings;
    private final JdbcClient everything;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;

    @Autowired
    StandingIT(
            RestTestClient http,
            TenantStandings standings,
            TestDatabase database,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.http = http;
        this.standings = standings;
        this.everything = JdbcClient.create(database.superuser());
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Test
    void theNewestCountsHoweverTheNewsArrives() {
        assertThat(standing(tenant)).isEqualTo(Standing.ACTIVE);

        told(Standing.SUSPENDED, 2);
        told(Standing.SUSPENDED, 2);
        told(Standing.ACTIVE, 1);

        assertThat(standing(tenant)).isEqualTo(Standing.SUSPENDED);
        assertThat(heard()).as("one change").containsExactly("SUSPENDED");
        assertThat(standing(other)).isEqualTo(Standing.ACTIVE);
        assertThatThrownBy(() -> TenantScope.run(tenant, standings::requireActive))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("tenant-suspended"));

        told(Standing.ACTIVE, 3);
        TenantScope.run(tenant, standings::requireActive);
        assertThat(heard()).containsExactly("SUSPENDED", "ACTIVE");
    }

    @Test
    void ofAClosedTenantAllRowsGoThatShouldAndOfOthersNone() {
        fill(tenant, MANY);
        fill(other, 1);

        told(Standing.CLOSING, 1);
        assertThat(rows("notes", tenant)).as("until it is closed").isEqualTo(MANY);
        assertThat(erased()).isFalse();
        told(Standing.CLOSED, 2);

        assertThat(rows("notes", tenant)).isZero();
        assertThat(rows("note_lines", tenant)).isZero();
        assertThat(heard()).as("a table that is kept").containsExactly("CLOSING", "CLOSED");
        assertThat(erased()).as("the proof").isTrue();
        assertThat(rows("notes", other)).isOne();
        assertThat(rows("note_lines", other)).isOne();
    }

    @Test
    void aForgottenTableStopsTheServiceAtItsStart() {
        assertThatThrownBy(rows(List.of("notes"), "heard")::afterSingletonsInstantiated)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("note_lines");
        assertThatThrownBy(rows(List.of("note_lines", "notes", "gone"), "heard")::afterSingletonsInstantiated)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gone");
        rows(List.of("note_lines", "notes"), "heard").afterSingletonsInstantiated();
    }

    private TenantRows rows(List<String> emptied, String kept) {
        return TenantRows.of(jdbc, transactions, StandingParts.SCHEMA, emptied, Map.of(kept, "a test"));
    }

    private Standing standing(TenantId of) {
        return TenantScope.call(of, standings::current);
    }

    private void told(Standing standing, long seq) {
        String news = JSON.writeValueAsString(new TenantStanding(tenant.value(), standing, seq, Instant.now()));
        List<JobReport> reports = http.post()
                .uri("/internal/jobs/" + TenantEvents.STANDING)
                .header("Authorization", "Bearer " + TestTokens.service("worker", "campaign"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(List.of(new JobDelivery(UUID.randomUUID(), tenant.value(), TenantEvents.STANDING, 1, news, "")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<JobReport>>() {})
                .returnResult()
                .getResponseBody();
        assertThat(reports).extracting(JobReport::next).containsExactly(Next.DONE);
    }

    private void fill(TenantId of, int count) {
        everything
                .sql("insert into campaigns.notes select ?, gen_random_uuid() from generate_series(1, ?)")
                .params(of.value(), count)
                .update();
        everything
                .sql(
                        "insert into campaigns.note_lines select tenant_id, gen_random_uuid(), id from campaigns.notes where tenant_id = ?")
                .param(of.value())
                .update();
    }

    private long rows(String table, TenantId of) {
        return everything
                .sql("select count(*) from campaigns." + table + " where tenant_id = ?")
                .param(of.value())
                .query(Long.class)
                .single();
    }

    private List<String> heard() {
        return everything
                .sql("select standing from campaigns.heard where tenant_id = ? order by id")
                .param(tenant.value())
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    private boolean erased() {
        return everything
                .sql("select erased_at is not null from campaigns.tenant_standings where tenant_id = ?")
                .param(tenant.value())
                .query(Boolean.class)
                .single();
    }
}
