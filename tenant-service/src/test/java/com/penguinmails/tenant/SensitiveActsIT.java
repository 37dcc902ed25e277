package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** What a stolen access token, or an API key, is not good for. */
class SensitiveActsIT extends TenantFixture {

    private final UUID ada = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH  | /api/v1/tenant/members/{id}         | {\"role\":\"viewer\"}",
                "DELETE | /api/v1/tenant/members/{id}         |",
                "POST   | /api/v1/tenant/departure            |",
                "POST   | /api/v1/tenant/ownership-transfer   | {\"userId\":\"{id}\"}",
                "POST   | /api/v1/tenant/invitations          | {\"email\":\"x@example.com\",\"role\":\"viewer\"}",
                "POST   | /api/v1/tenant/api-keys             | {\"name\":\"CI\",\"scopes\":[\"lead:read\"]}",
                "POST   | /api/v1/tenant/api-keys/{id}/rotate | {}",
                "PUT    | /api/v1/tenant/policy               | {\"mfaRequired\":false}",
                "POST   | /api/v1/tenant/closure              | {\"name\":\"Acme\"}",
            })
    void needsAProofOfTheLastMinutes(String method, String path, @Nullable String body) {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "member");
        String[] everything = everything();
        var claims = TestTokens.userClaims(ada, tenant, everything);
        String old = TestTokens.sign(
                claims.claim("auth_time", Instant.now().minusSeconds(660).getEpochSecond())
                        .build());
        String silent = TestTokens.user(ada, tenant, everything);
        String key = TestTokens.sign(TestTokens.userClaims(ada, tenant, everything)
                .claim("api_key", UUID.randomUUID().toString())
                .claim("sid", null)
                .build());

        for (String token : java.util.List.of(old, silent, key)) {
            call(
                            HttpMethod.valueOf(method),
                            path.replace("{id}", bob.toString()),
                            token,
                            body == null ? null : body.replace("{id}", bob.toString()),
                            java.util.Map.of())
                    .refused(403, "step-up-required");
        }
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    /** Whoever runs the tenant's identity provider can come as its owner, and must not make an owner of anybody. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH  | /api/v1/tenant/members/{id}         | {\"role\":\"owner\"}",
                "PATCH  | /api/v1/tenant/members/{owner}      | {\"role\":\"viewer\"}",
                "DELETE | /api/v1/tenant/members/{owner}      |",
                "POST   | /api/v1/tenant/ownership-transfer   | {\"userId\":\"{id}\"}",
                "POST   | /api/v1/tenant/invitations          | {\"email\":\"x@example.com\",\"role\":\"owner\"}",
                "POST   | /api/v1/tenant/closure              | {\"name\":\"Acme\"}",
                "POST   | /api/v1/tenants                     | {\"name\":\"Acme\"}",
                "GET    | /api/v1/tenants                     |",
                "POST   | /api/v1/tenants/join                | {\"token\":\"x\"}",
            })
    void theProviderIsNotTheOwner(String method, String path, @Nullable String body) {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "member");
        UUID second = member(tenant, "owner");
        String vouched = TestTokens.sign(TestTokens.userClaims(ada, tenant, everything())
                .claim("auth_time", Instant.now().getEpochSecond())
                .claim("bound", true)
                .build());

        call(
                        HttpMethod.valueOf(method),
                        path.replace("{id}", bob.toString()).replace("{owner}", second.toString()),
                        vouched,
                        body == null ? null : body.replace("{id}", bob.toString()),
                        java.util.Map.of())
                .refused(403, "own-sign-in-required");
        assertThat(actions(tenant)).containsExactly("tenant.created");
        call(HttpMethod.PATCH, "/api/v1/tenant/members/" + bob, vouched, "{\"role\":\"viewer\"}", java.util.Map.of())
                .expect(200);
    }

    private String[] everything() {
        return superuser()
                .sql("select permission from tenants.role_permissions where role = 'owner'")
                .query(String.class)
                .list()
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/platform/admin/tenants/{id}/entries           | {\"reason\":\"ticket 4711: no mails\",\"minutes\":60}",
                "/api/v1/platform/admin/tenants/{id}/suspension        | {\"reason\":\"ticket 4711: no mails\"}",
                "/api/v1/platform/admin/tenants/{id}/data-key/rotation | {\"reason\":\"ticket 4711: no mails\"}",
                "/api/v1/platform/admin/staff                          | {\"email\":\"x@example.com\",\"role\":\"ops\"}",
            })
    void operatorsToo(String path, String body) {
        UUID tenant = tenantOf(ada);
        String token = TestTokens.user(
                staffMember("super_admin"),
                null,
                PlatformPermissions.TENANT_ENTER,
                PlatformPermissions.TENANT_MANAGE,
                PlatformPermissions.STAFF_MANAGE);

        post(path.replace("{id}", tenant.toString()), token, body).refused(403, "step-up-required");
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void whatAKeyDoesIsEnteredAsDoneByTheKey() {
        UUID tenant = tenantOf(ada);
        UUID key = UUID.randomUUID();
        String token = TestTokens.sign(TestTokens.userClaims(ada, tenant, Permissions.WORKSPACE_MANAGE)
                .claim("api_key", key.toString())
                .build());

        post("/api/v1/workspaces", token, "{\"name\":\"By a program\"}").expect(201);

        var entry = get("/api/v1/audit-log?action=workspace.created", token(tenant, ada))
                .body()
                .path("items")
                .path(0);
        assertThat(entry.path("actor").asString("")).isEqualTo("api_key");
        assertThat(entry.path("actorId").asString("")).isEqualTo(key.toString());
        assertThat(entry.path("details").path("forUser").asString("")).isEqualTo(ada.toString());
    }

    @Test
    void aClosedTenantIsNotEntered() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("support");
        superuser()
                .sql("update tenants.tenants set status = 'closed', closes_at = now() where tenant_id = ?")
                .param(tenant)
                .update();

        post(
                        "/api/v1/platform/admin/tenants/" + tenant + "/entries",
                        operatorToken(operator),
                        "{\"reason\":\"ticket 4711: no mails\",\"minutes\":60}")
                .expect(404);
    }
}
