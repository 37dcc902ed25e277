package com.penguinmails.jobs.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.penguinmails.contracts.tenant.AuditTrail;
import com.penguinmails.contracts.tenant.AuditTrail.Act;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** An act is told to the tenant's log with who did it, and only when it was done. */
@ServiceTest
class AuditedActsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID note = UUID.randomUUID();
    private final UUID person = UUID.randomUUID();
    private final AuditedActs audit;
    private final RestTestClient http;
    private final JdbcClient everything;
    private final TransactionTemplate transaction;

    @Autowired
    AuditedActsIT(
            AuditedActs audit, RestTestClient http, TestDatabase database, PlatformTransactionManager transactions) {
        this.audit = audit;
        this.http = http;
        this.everything = JdbcClient.create(database.superuser());
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void whatIsRolledBackIsInNoLog() {
        TenantScope.run(
                tenant,
                () -> transaction.executeWithoutResult(status -> {
                    audit.record("note.burnt", "note", note);
                    status.setRollbackOnly();
                }));
        assertThat(told(AuditTrail.RECORD.name())).isEmpty();
    }

    @Test
    void outsideARequestItWasTheService() {
        TenantScope.run(
                tenant, () -> transaction.executeWithoutResult(status -> audit.record("note.burnt", "note", note)));

        Act act = onlyAct(AuditTrail.RECORD.name());
        assertThat(act.actor()).isEqualTo("service");
        assertThat(act.actorId()).isEqualTo("campaign");
        assertThat(act.ip()).isNull();
        assertThat(act.details()).isEmpty();
    }

    @Test
    void aPersonsActNamesThePersonAndWhereTheyAre() {
        burn(TestTokens.userClaims(person, tenant.value(), "campaign:send"));

        Act act = onlyAct(AuditTrail.RECORD.name());
        assertThat(act.actor()).isEqualTo("user");
        assertThat(act.actorId()).isEqualTo(person.toString());
        assertThat(act.action()).isEqualTo("note.burnt");
        assertThat(act.resource()).isEqualTo("note");
        assertThat(act.resourceId()).isEqualTo(note.toString());
        assertThat(act.details()).isEqualTo(Map.of("how", "quickly"));
        assertThat(act.ip()).isEqualTo("192.0.2.7");
        assertThat(act.requestId()).isEqualTo("request-of-a-test");
    }

    @Test
    void aKeysActNamesTheKeyAndForWhomItCame() {
        UUID key = UUID.randomUUID();
        burn(TestTokens.userClaims(person, tenant.value(), "campaign:send").claim("api_key", key.toString()));

        Act act = onlyAct(AuditTrail.RECORD.name());
        assertThat(act.actor()).isEqualTo("api_key");
        assertThat(act.actorId()).isEqualTo(key.toString());
        assertThat(act.details()).isEqualTo(Map.of("how", "quickly", "forUser", person.toString()));
    }

    @Test
    void whatIsDoneToAnAccountGoesToAllLogsOfThePerson() {
        TenantScope.run(
                tenant,
                () -> transaction.executeWithoutResult(
                        status -> audit.recordOfPerson(person, "password.changed", Map.of())));

        Act act = onlyAct(AuditTrail.RECORD_OF_PERSON.name());
        assertThat(act.resource()).isEqualTo("account");
        assertThat(act.resourceId()).isEqualTo(person.toString());
        assertThat(told(AuditTrail.RECORD.name())).isEmpty();
    }

    private void burn(JWTClaimsSet.Builder claims) {
        http.post()
                .uri("/api/v1/notes/{id}/burning", note)
                .header("Authorization", "Bearer " + TestTokens.sign(claims.build()))
                .header("X-Forwarded-For", "192.0.2.7")
                .header("X-Request-Id", "request-of-a-test")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private Act onlyAct(String kind) {
        List<Act> acts = told(kind);
        assertThat(acts).hasSize(1);
        return acts.getFirst();
    }

    private List<Act> told(String kind) {
        return everything
                .sql("select payload from queue.job_states where tenant_id = ? and kind = ?")
                .params(tenant.value(), kind)
                .query((row, number) -> JSON.readValue(row.getString(1), Act.class))
                .list();
    }
}
