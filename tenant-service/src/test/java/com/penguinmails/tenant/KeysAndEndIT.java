package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.crypto.KeysetSource;
import com.penguinmails.crypto.TenantCipher;
import com.penguinmails.crypto.WrappedKeysets;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The data key of a tenant is replaced without a stop, and destroyed with the tenant. */
class KeysAndEndIT extends TenantFixture {

    private static final String CLOSURE = "/api/v1/tenant/closure";
    private static final String EVERYBODY = "analytics billing campaign email-processor infrastructure user";
    private static final String REASON = "{\"reason\":\"a laptop was stolen\"}";

    @Autowired
    private KeysetSource source;

    @Autowired
    private WrappedKeysets keysets;

    private final UUID ada = UUID.randomUUID();

    @Test
    void aKeyIsReplacedInTwoSteps() {
        UUID tenant = tenantOf(ada);
        var id = new TenantId(tenant);
        TenantCipher before = service();
        String old = before.encrypt(id, "secret", "c");

        Answer started = rotate(tenant, staffMember("ops")).expect(202);
        assertThat(Duration.between(Instant.now(), Instant.parse(started.text("encryptsFrom"))))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(16));
        TenantCipher between = service();
        assertThat(before.decrypt(id, between.encrypt(id, "secret", "c"), "c")).isEqualTo("secret");
        rotate(tenant, staffMember("ops")).refused(409, "rotation-running");

        // Too early, a service may still have the keyset of before.
        job("tenant.promote-data-key", tenant);
        assertThat(before.decrypt(id, service().encrypt(id, "secret", "c"), "c"))
                .isEqualTo("secret");
        superuser()
                .sql(
                        "update tenants.data_keys set pending_since = pending_since - interval '15 minutes' where tenant_id = ?")
                .param(tenant)
                .update();
        job("tenant.promote-data-key", tenant);
        job("tenant.promote-data-key", tenant);

        TenantCipher after = service();
        String fresh = after.encrypt(id, "secret", "c");
        assertThat(after.decrypt(id, old, "c")).isEqualTo("secret");
        assertThat(between.decrypt(id, fresh, "c")).isEqualTo("secret");
        assertThatThrownBy(() -> before.decrypt(id, fresh, "c")).hasMessageContaining("could not be decrypted");
        assertThat(actions(tenant)).containsExactly("data-key.rotated", "data-key.rotation-started", "tenant.created");
        rotate(tenant, staffMember("super_admin")).expect(202);
    }

    @Test
    void ofManyRotationsAtOnceThereIsOne() throws Exception {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("ops");
        List<Callable<Integer>> tasks =
                Collections.nCopies(4, () -> rotate(tenant, operator).status());

        assertThat(together(tasks)).containsExactlyInAnyOrder(202, 409, 409, 409);
    }

    @Test
    void onlyOperatorsWhoMayRotate() {
        UUID tenant = tenantOf(ada);
        rotate(tenant, staffMember("support")).refused(403, "permission-required");
        rotate(UUID.randomUUID(), staffMember("ops")).expect(404);
        String path = "/api/v1/platform/admin/tenants/" + tenant + "/data-key/rotation";
        post(path, token(tenant, ada), REASON).refused(403, "permission-required");
        post(path, operatorToken(staffMember("ops")), "{}").expect(400);
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void anOwnerClosesTheTenantAndTakesItBack() {
        UUID tenant = tenantOf(ada);
        String secret = post(
                        "/api/v1/tenant/api-keys", token(tenant, ada), "{\"name\":\"CI\",\"scopes\":[\"lead:read\"]}")
                .text("secret");
        post(CLOSURE, token(tenant, ada), "{\"name\":\"Other\"}").expect(400);
        post(CLOSURE, token(tenant, ada), "{}").expect(400);
        post(CLOSURE, token(tenant, member(tenant, "admin")), "{\"name\":\"Acme\"}")
                .refused(403, "permission-required");
        delete(CLOSURE, token(tenant, ada)).refused(409, "tenant-status");

        Answer asked = post(CLOSURE, token(tenant, ada), "{\"name\":\"Acme\"}").expect(202);

        assertThat(asked.text("status")).isEqualTo("closing");
        assertThat(Duration.between(Instant.now(), Instant.parse(asked.text("closesAt"))))
                .isBetween(Duration.ofDays(29), Duration.ofDays(31));
        assertThat(status(tenant)).isEqualTo("closing");
        introspect(secret).expect(404);
        post(CLOSURE, token(tenant, ada), "{\"name\":\"Acme\"}").refused(409, "tenant-status");
        job("tenant.close", tenant);
        assertThat(status(tenant)).isEqualTo("closing");

        assertThat(delete(CLOSURE, token(tenant, ada)).expect(200).text("status"))
                .isEqualTo("active");
        introspect(secret).expect(200);
        job("tenant.close", tenant);
        assertThat(status(tenant)).isEqualTo("active");
        assertThat(actions(tenant)).startsWith("tenant.closure-taken-back", "tenant.closure-asked");
    }

    @Test
    void aSuspendedTenantIsSuspendedAgainWhenItIsTakenBack() {
        UUID tenant = tenantOf(ada);
        String ops = operatorToken(staffMember("ops"));
        String path = "/api/v1/platform/admin/tenants/" + tenant;
        post(path + "/suspension", ops, REASON).expect(200);
        post(CLOSURE, token(tenant, ada), "{\"name\":\"Acme\"}").expect(202);
        post(path + "/reinstatement", ops, REASON).refused(409, "tenant-status");

        assertThat(delete(CLOSURE, token(tenant, ada)).text("status")).isEqualTo("suspended");
        assertThat(told(tenant))
                .containsExactly("1 SUSPENDED " + EVERYBODY, "2 CLOSING " + EVERYBODY, "3 SUSPENDED " + EVERYBODY);
    }

    @Test
    void afterThirtyDaysNothingThatWasSealedOpens() {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "viewer");
        var id = new TenantId(tenant);
        String sealed = service().encrypt(id, "smtp password", "c");
        post("/api/v1/tenant/api-keys", token(tenant, ada), "{\"name\":\"CI\",\"scopes\":[\"lead:read\"]}")
                .expect(201);
        post("/api/v1/tenant/invitations", token(tenant, ada), "{\"email\":\"carol@example.com\",\"role\":\"viewer\"}")
                .expect(201);
        String token = token(tenant, ada);
        post(CLOSURE, token, "{\"name\":\"Acme\"}").expect(202);
        superuser()
                .sql("update tenants.tenants set closes_at = now() where tenant_id = ?")
                .param(tenant)
                .update();

        job("tenant.close", tenant);
        job("tenant.close", tenant);

        assertThatThrownBy(() -> service().decrypt(id, sealed, "c")).isInstanceOf(Refusal.class);
        get("/internal/tenants/" + tenant + "/data-key", TestTokens.service("infrastructure", "tenant"))
                .expect(404);
        assertThat(status(tenant)).isEqualTo("closed");
        for (UUID person : List.of(ada, bob)) {
            assertThat(get("/internal/memberships?userId=" + person, TestTokens.service("user", "tenant"))
                            .body()
                            .isEmpty())
                    .isTrue();
        }
        delete(CLOSURE, token).refused(403, "permission-required");
        for (String table :
                List.of("tenants", "workspaces", "invitations", "api_keys", "idempotency_keys", "tenant_settings")) {
            assertThat(count(
                            "select count(*) from tenants." + table
                                    + " t where tenant_id = ? and (t::text like '%Acme%' or t::text like '%carol%')",
                            tenant))
                    .as(table)
                    .isZero();
        }
        assertThat(actions(tenant)).first().isEqualTo("tenant.closed");
        // The job came twice, and the others are told once.
        assertThat(told(tenant)).containsExactly("1 CLOSING " + EVERYBODY, "2 CLOSED " + EVERYBODY);
        assertThat(count("select count(*) from tenants.data_keys where tenant_id = ?", tenant))
                .isZero();
    }

    /** What another service has: the same source, and a memory of its own. */
    private TenantCipher service() {
        return new TenantCipher(source, keysets, Clock.systemUTC());
    }

    private Answer rotate(UUID tenant, UUID operator) {
        return post("/api/v1/platform/admin/tenants/" + tenant + "/data-key/rotation", operatorToken(operator), REASON);
    }

    private Answer introspect(String key) {
        return post(
                "/internal/api-keys/introspection",
                TestTokens.service("gateway", "tenant"),
                "{\"key\":\"" + key + "\"}");
    }

    private String status(UUID tenant) {
        return get("/internal/tenants/" + tenant, TestTokens.service("campaign", "tenant"))
                .expect(200)
                .text("status");
    }

    private void job(String kind, UUID tenant) {
        assertThat(job(kind, tenant, Map.of())).isEqualTo("DONE");
    }

    /** What the others are told of a tenant: handlers, standing and number, in the order of the changes. */
    private List<String> told(UUID tenant) {
        return superuser()
                .sql("""
                        select (payload::jsonb ->> 'seq') || ' ' || (payload::jsonb ->> 'standing') || ' ' || string_agg(handler, ' ' order by handler)
                          from queue.job_states where tenant_id = ? and kind = 'event.tenant-standing.v1'
                         group by payload::jsonb ->> 'seq', payload::jsonb ->> 'standing' order by 1""")
                .param(tenant)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
