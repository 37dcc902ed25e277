package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.AuditTrail;
import com.penguinmails.contracts.user.AccountEvents;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What user-service tells of people arrives in every tenant they belong to. */
class PeopleIT extends TenantFixture {

    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    @Test
    void aClosedAccountIsNoMemberAnywhere() {
        UUID first = tenantOf(ada);
        UUID second = tenantOf(ada);
        UUID strange = tenantOf(ada);
        join(first, bob, "admin");
        join(second, bob, "owner");
        String secret = post(
                        "/api/v1/tenant/api-keys", token(first, bob), "{\"name\":\"CI\",\"scopes\":[\"lead:read\"]}")
                .text("secret");

        assertThat(closed(bob)).isEqualTo("DONE");
        assertThat(closed(bob)).isEqualTo("DONE");

        assertThat(members(first)).isOne();
        assertThat(members(second)).isOne();
        assertThat(actions(first)).startsWith("member.removed", "api-key.created");
        assertThat(actions(second)).containsExactly("member.removed", "tenant.created");
        assertThat(actions(strange)).containsExactly("tenant.created");
        post(
                        "/internal/api-keys/introspection",
                        TestTokens.service("gateway", "tenant"),
                        "{\"key\":\"" + secret + "\"}")
                .expect(404);
    }

    @Test
    void theLastOwnerStaysAndOperatorsSeeIt() {
        UUID owned = tenantOf(bob);
        UUID other = tenantOf(ada);
        join(other, bob, "viewer");

        assertThat(closed(bob)).isEqualTo("DISCARD");

        assertThat(members(owned)).isOne();
        assertThat(members(other)).isOne();
    }

    @Test
    void whatAPersonDoesToTheirSignInStandsInAllTheirTenants() {
        UUID first = tenantOf(ada);
        UUID second = tenantOf(ada);
        UUID strange = tenantOf(bob);
        var act = new AuditTrail.Act(
                UUID.randomUUID(),
                Instant.now(),
                "user",
                ada.toString(),
                "second-factor.removed",
                "account",
                ada.toString(),
                Map.of(),
                "203.0.113.7",
                "r1");

        for (int delivery = 0; delivery < 2; delivery++) {
            // Whose scope the job was added in, says nothing.
            assertThat(job(AuditTrail.RECORD_OF_PERSON.name(), strange, act)).isEqualTo("DONE");
        }

        assertThat(actions(first)).containsExactly("second-factor.removed", "tenant.created");
        assertThat(actions(second)).containsExactly("second-factor.removed", "tenant.created");
        assertThat(actions(strange)).containsExactly("tenant.created");
        assertThat(get("/api/v1/audit-log/verification", token(first, ada))
                        .expect(200)
                        .body()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void anIdentityProviderLetsItsPeopleIn() {
        UUID tenant = tenantOf(ada);

        vouch(tenant, bob, "member").expect(200);
        vouch(tenant, bob, "manager").expect(200);

        assertThat(superuser()
                        .sql("select role from tenants.memberships where tenant_id = ? and user_id = ?")
                        .params(tenant, bob)
                        .query(String.class)
                        .single())
                .isEqualTo("member");
        assertThat(actions(tenant)).containsExactly("member.joined", "tenant.created");
        vouch(tenant, UUID.randomUUID(), "admin").expect(400);
        vouch(UUID.randomUUID(), bob, "member").expect(404);
        post(
                        "/internal/tenants/" + tenant + "/federated-members",
                        TestTokens.service("campaign", "tenant"),
                        "{\"userId\":\"" + bob + "\",\"role\":\"member\"}")
                .expect(403);
        superuser()
                .sql("update tenants.tenants set status = 'closed', closes_at = now() where tenant_id = ?")
                .param(tenant)
                .update();
        vouch(tenant, UUID.randomUUID(), "member").expect(404);
    }

    @Test
    void anIdentityProviderLetsInNoMoreThanTheQuota() {
        UUID tenant = tenantOf(ada);
        superuser()
                .sql(
                        "insert into tenants.quota_exceptions (tenant_id, quota, most, reason, set_by, set_at) values (?, 'members', 1, 'test', ?, now())")
                .params(tenant, ada)
                .update();
        vouch(tenant, bob, "member").refused(409, "tenant-quota-exceeded");
        assertThat(members(tenant)).isOne();
    }

    private Answer vouch(UUID tenant, UUID person, String role) {
        return post(
                "/internal/tenants/" + tenant + "/federated-members",
                TestTokens.service("user", "tenant"),
                "{\"userId\":\"" + person + "\",\"role\":\"" + role + "\"}");
    }

    private String closed(UUID person) {
        return job(
                AccountEvents.CLOSED_FOR_TENANT.name(),
                person,
                new AccountEvents.AccountClosed(UUID.randomUUID(), person, Instant.now()));
    }

    private long members(UUID tenant) {
        return count("select count(*) from tenants.memberships where tenant_id = ?", tenant);
    }
}
