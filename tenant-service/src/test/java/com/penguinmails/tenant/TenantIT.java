package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.crypto.TenantCipher;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
@Import(FakeUsers.Configuration.class)
class TenantIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @Autowired
    private FakeUsers users;

    private final UUID ada = UUID.randomUUID();

    private RestTestClient.ResponseSpec post(String path, String token, String body) {
        return http.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private static JsonNode json(RestTestClient.ResponseSpec response) {
        return JSON.readTree(
                String.valueOf(response.expectBody(String.class).returnResult().getResponseBody()));
    }

    private UUID createTenant(String name) {
        var response = post(
                "/api/v1/tenants",
                TestTokens.user(ada, null),
                "{\"name\":\"" + name
                        + "\",\"postalAddress\":\"1 Harbour Street, Ghent\",\"timezone\":\"Europe/Brussels\"}");
        response.expectStatus().isCreated();
        return UUID.fromString(json(response).path("id").asString());
    }

    private long count(String table) throws SQLException {
        try (var connection = database.superuser().getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aTenantComesWithOwnerWorkspaceKeyAndTrial(@Autowired TenantCipher cipher) throws SQLException {
        long jobs = count("queue.jobs");
        UUID id = createTenant("Acme");

        var memberships = json(http.get()
                .uri("/internal/memberships?userId=" + ada)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.service("user", "tenant"))
                .exchange());
        assertThat(memberships.path(0).path("tenantId").asString()).isEqualTo(id.toString());
        assertThat(memberships.path(0).path("tenantName").asString()).isEqualTo("Acme");
        assertThat(memberships.path(0).path("role").asString()).isEqualTo("owner");
        assertThat(memberships.path(0).path("permissions").toString())
                .contains(Permissions.CAMPAIGN_SEND, Permissions.BILLING_MANAGE, Permissions.LEAD_READ);
        var workspaces = json(get("/api/v1/workspaces", TestTokens.user(ada, id, Permissions.WORKSPACE_READ)));
        assertThat(workspaces.path("items").path(0).path("slug").asString()).isEqualTo("main");
        var tenant = new TenantId(id);
        assertThat(cipher.decrypt(tenant, cipher.encrypt(tenant, "secret", "test"), "test"))
                .isEqualTo("secret");
        assertThat(count("queue.jobs")).isEqualTo(jobs + 1);
    }

    @Test
    void theSameKeyMakesOneTenant() throws SQLException {
        String key = UUID.randomUUID().toString();
        long before = count("tenants.tenants");
        String first = null;
        for (int i = 0; i < 2; i++) {
            var response = http.post()
                    .uri("/api/v1/tenants")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.user(ada, null))
                    .header("Idempotency-Key", key)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"name\":\"Once\"}")
                    .exchange();
            response.expectStatus().isCreated();
            String id = json(response).path("id").asString();
            assertThat(first == null || first.equals(id)).isTrue();
            first = id;
        }
        assertThat(count("tenants.tenants")).isEqualTo(before + 1);
    }

    @Test
    void withoutAVerifiedAddressNoTenant() {
        var claims =
                TestTokens.userClaims(ada, null).claim("email_verified", false).build();
        users.put(ada, false);
        var refused = post("/api/v1/tenants", TestTokens.sign(claims), "{\"name\":\"Acme\"}");
        refused.expectStatus().isForbidden();
        assertThat(json(refused).path("code").asString()).isEqualTo("email-not-verified");

        users.put(ada, true);
        post("/api/v1/tenants", TestTokens.sign(claims), "{\"name\":\"Acme\"}")
                .expectStatus()
                .isCreated();
    }

    @Test
    void nobodyOwnsTenantsWithoutEnd() {
        for (int i = 0; i < 20; i++) {
            createTenant("Number " + i);
        }
        var refused = post("/api/v1/tenants", TestTokens.user(ada, null), "{\"name\":\"One more\"}");
        refused.expectStatus().isEqualTo(409);
        assertThat(json(refused).path("code").asString()).isEqualTo("too-many-tenants");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":\"   \"}",
                "{\"name\":\"a\\r\\nBcc: eve@example.com\"}",
                "{\"name\":\"a\",\"timezone\":\"Mars/Olympus\"}",
                "{\"name\":\"a\",\"postalAddress\":\"x\\ny and more\"}",
                "{\"name\":\"a\",\"status\":\"active\"}",
                "{\"name\":\"a\",\"id\":\"0190a7c0-0000-7000-8000-000000000000\"}"
            })
    void invalidFieldsAreRefusedAndNothingIsWritten(String body) throws SQLException {
        long before = count("tenants.tenants");
        post("/api/v1/tenants", TestTokens.user(ada, null), body).expectStatus().isBadRequest();
        assertThat(count("tenants.tenants")).isEqualTo(before);
    }

    @Test
    void theCurrentTenantIsReadAndChangedByWhoMay() {
        UUID id = createTenant("Before");
        String reader = TestTokens.user(ada, id, Permissions.TENANT_READ);
        String manager = TestTokens.user(ada, id, Permissions.TENANT_MANAGE);
        var patch = http.patch()
                .uri("/api/v1/tenant")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + manager)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\":\"After\",\"timezone\":\"Asia/Tokyo\"}")
                .exchange();

        patch.expectStatus().isOk();
        var seen = json(get("/api/v1/tenant", reader));
        assertThat(seen.path("name").asString()).isEqualTo("After");
        assertThat(seen.path("timezone").asString()).isEqualTo("Asia/Tokyo");
        assertThat(seen.path("postalAddress").asString()).isEqualTo("1 Harbour Street, Ghent");
        http.patch()
                .uri("/api/v1/tenant")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + reader)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\":\"No\"}")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aWorkspaceOfAnotherTenantIsLikeNone() {
        UUID mine = createTenant("Mine");
        UUID other = createTenant("Other");
        String token = TestTokens.user(ada, mine, Permissions.WORKSPACE_MANAGE, Permissions.WORKSPACE_READ);
        var created = post("/api/v1/workspaces", token, "{\"name\":\"Señor Büro & Söhne\"}");
        created.expectStatus().isCreated();
        var workspace = json(created);
        assertThat(workspace.path("slug").asString()).isEqualTo("senor-buro-sohne");
        String path = "/api/v1/workspaces/" + workspace.path("id").asString();

        get(path, token).expectStatus().isOk();
        get(path, TestTokens.user(ada, other, Permissions.WORKSPACE_READ))
                .expectStatus()
                .isNotFound();
        post("/api/v1/workspaces", token, "{\"name\":\"senor buro sohne\"}")
                .expectStatus()
                .isEqualTo(409);
        post("/api/v1/workspaces", token, "{\"name\":\"!!!\"}").expectStatus().isBadRequest();
        assertThat(json(get("/api/v1/workspaces", TestTokens.user(ada, other, Permissions.WORKSPACE_READ)))
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void keysAndMembershipsAreForServicesOnly() {
        UUID id = createTenant("Keys");
        String path = "/internal/tenants/" + id + "/data-key";
        get(path, TestTokens.service("infrastructure", "tenant")).expectStatus().isOk();
        get(path, TestTokens.service("analytics", "tenant")).expectStatus().isForbidden();
        get(path, TestTokens.user(ada, id, Permissions.TENANT_READ))
                .expectStatus()
                .isForbidden();
        get("/internal/tenants/" + UUID.randomUUID() + "/data-key", TestTokens.service("infrastructure", "tenant"))
                .expectStatus()
                .isNotFound();
        get("/internal/memberships?userId=" + ada, TestTokens.service("campaign", "tenant"))
                .expectStatus()
                .isForbidden();
    }
}
