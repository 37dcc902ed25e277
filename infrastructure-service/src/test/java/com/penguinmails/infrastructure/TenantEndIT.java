package com.penguinmails.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Logins are handed out for tenants that may send, and those of a closed one are gone. */
@ServiceTest
@Import(Neighbours.class)
@SuppressWarnings("NullAway.Init")
class TenantEndIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    private MailboxApi api;
    private UUID mailbox;

    @BeforeEach
    void newTenantWithMailbox() {
        api = MailboxApi.ofNewTenant(http);
        mailbox = api.connect("sender@sender.example").id();
    }

    @Test
    void aTenantThatMayNotSendHasNoLogins() {
        assertThat(credentials().status()).isEqualTo(200);
        assertThat(told(Standing.CLOSING, 1)).contains("DONE");
        assertThat(credentials().code()).isEqualTo("tenant-suspended");
        assertThat(told(Standing.ACTIVE, 2)).contains("DONE");
        assertThat(credentials().status()).isEqualTo(200);
    }

    @Test
    void nothingOfAClosedTenantIsLeftAndNothingOfAnotherIsGone() throws SQLException {
        MailboxApi other = MailboxApi.ofNewTenant(http);
        other.connect("other@other.example");

        assertThat(told(Standing.CLOSED, 1)).contains("DONE");
        assertThat(told(Standing.CLOSED, 1)).contains("DONE");

        var rows = new StoredRows(database);
        for (String table : List.of("mailboxes", "domains", "idempotency_keys")) {
            assertThat(rows.count(table, api.tenant())).as(table).isZero();
        }
        assertThat(rows.count("tenant_standings", api.tenant())).isOne();
        assertThat(rows.count("mailboxes", other.tenant())).isOne();
        assertThat(rows.count("domains", other.tenant())).isOne();
        assertThat(credentials().status()).isEqualTo(409);
    }

    @Test
    void whatIsDoneToMailboxesIsToldByIds() {
        api.patch(mailbox, Map.of("dailyLimit", 40, "displayName", "Ada Abel"));
        api.delete(mailbox);

        List<String> acts = JdbcClient.create(database.superuser())
                .sql(
                        "select payload from queue.job_states where tenant_id = ? and kind = 'tenant.record-act' order by id")
                .param(api.tenant())
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(acts.stream().map(act -> JSON.readTree(act).path("action").asString()))
                .containsExactly("domain.added", "mailbox.connected", "mailbox.changed", "mailbox.deleted");
        assertThat(acts).noneMatch(act -> act.contains("sender.example") || act.contains("Ada"));
    }

    private Answer credentials() {
        return api.internal("worker", "/internal/mailboxes/" + mailbox + "/credentials");
    }

    private String told(Standing standing, long seq) {
        String kind = TenantEvents.STANDING;
        var delivery = Map.of(
                "id",
                UUID.randomUUID(),
                "tenantId",
                api.tenant(),
                "kind",
                kind,
                "attempt",
                1,
                "payload",
                JSON.writeValueAsString(new TenantStanding(api.tenant(), standing, seq, Instant.now())),
                "traceparent",
                "");
        return api.call(
                        HttpMethod.POST,
                        "/internal/jobs/" + kind,
                        TestTokens.service("worker", "infrastructure"),
                        List.of(delivery),
                        Map.of())
                .text();
    }
}
