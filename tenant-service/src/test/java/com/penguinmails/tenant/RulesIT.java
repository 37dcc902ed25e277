package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies, settings, quotas and features of a tenant, and who may set them. */
class RulesIT extends TenantFixture {

    private static final String FLAGS = "/api/v1/platform/admin/feature-flags";

    private final UUID ada = UUID.randomUUID();

    @AfterEach
    void noFlags() {
        superuser().sql("delete from tenants.feature_flags").update();
    }

    @Test
    void aPolicyIsSetByWhoMayAndReadByAll() {
        UUID tenant = tenantOf(ada);
        Answer before = get("/api/v1/tenant/policy", token(tenant, member(tenant, "viewer")))
                .expect(200);
        assertThat(before.body().path("mfaRequired").asBoolean(true)).isFalse();
        assertThat(before.body().path("sessionMinutes").isNull()).isTrue();

        policy(tenant, member(tenant, "admin"), "{\"mfaRequired\":true,\"sessionMinutes\":480}")
                .expect(200);
        policy(tenant, ada, "{\"mfaRequired\":true,\"sessionMinutes\":480}").expect(200);

        var rules = get("/internal/tenants/" + tenant + "/rules", TestTokens.service("user", "tenant"))
                .expect(200)
                .body();
        assertThat(rules.path("policy").path("mfaRequired").asBoolean(false)).isTrue();
        assertThat(rules.path("policy").path("sessionMinutes").asInt()).isEqualTo(480);
        assertThat(rules.path("quotas").path("members").asLong()).isEqualTo(100);
        assertThat(rules.path("features").isEmpty()).isTrue();
        assertThat(actions(tenant)).containsExactly("policy.changed", "tenant.created");
        policy(tenant, ada, "{\"mfaRequired\":false}").expect(200);
        assertThat(get("/api/v1/tenant/policy", token(tenant, ada))
                        .body()
                        .path("sessionMinutes")
                        .isNull())
                .isTrue();
        for (String role : List.of("manager", "member", "viewer")) {
            policy(tenant, member(tenant, role), "{\"mfaRequired\":false}").refused(403, "permission-required");
        }
        get("/internal/tenants/" + UUID.randomUUID() + "/rules", TestTokens.service("user", "tenant"))
                .expect(404);
        get("/internal/tenants/" + tenant + "/rules", token(tenant, ada)).expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"mfaRequired\":null}",
                "{\"mfaRequired\":\"yes\"}",
                "{\"mfaRequired\":true,\"sessionMinutes\":14}",
                "{\"mfaRequired\":true,\"sessionMinutes\":43201}",
                "{\"mfaRequired\":true,\"tenantId\":\"0190a7c0-0000-7000-8000-000000000000\"}",
            })
    void aPolicyThatDoesNotFitIsRefused(String body) {
        UUID tenant = tenantOf(ada);
        policy(tenant, ada, body).expect(400);
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void settingsAreKept() {
        UUID tenant = tenantOf(ada);
        String wanted = "{\"language\":\"pt-BR\",\"dateFormat\":\"DD/MM/YYYY\",\"weekStart\":\"sunday\"}";
        assertThat(get("/api/v1/tenant/settings", token(tenant, ada)).text("language"))
                .isEqualTo("en");
        for (int i = 0; i < 2; i++) {
            put("/api/v1/tenant/settings", token(tenant, ada), wanted).expect(200);
        }

        assertThat(get("/api/v1/tenant/settings", token(tenant, ada)).body()).isEqualTo(JSON.readTree(wanted));
        assertThat(actions(tenant)).containsExactly("settings.changed", "tenant.created");
        put("/api/v1/tenant/settings", token(tenant, member(tenant, "manager")), wanted)
                .refused(403, "permission-required");
        for (String bad : List.of(
                "{}",
                wanted.replace("pt-BR", "xx-yy"),
                wanted.replace("sunday", "noday"),
                wanted.replace("DD/MM", "D/M"))) {
            put("/api/v1/tenant/settings", token(tenant, ada), bad).expect(400);
        }
    }

    @Test
    void anOperatorGivesATenantAnotherLimitAndTheTenantSeesIt() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("ops");
        limit(tenant, operator, "workspaces", "{\"most\":2,\"reason\":\"pilot\"}")
                .expect(200);

        workspace(tenant, "Second").expect(201);
        workspace(tenant, "Third").refused(409, "tenant-quota-exceeded");
        var seen = get("/api/v1/tenant/quotas", token(tenant, ada))
                .expect(200)
                .body()
                .path("items");
        assertThat(seen.findValuesAsString("quota"))
                .containsExactly("members", "workspaces", "custom-roles", "invitations", "api-keys");
        assertThat(seen.path(1).path("most").asLong()).isEqualTo(2);
        assertThat(seen.path(1).path("used").asLong()).isEqualTo(2);
        assertThat(seen.path(1).path("own").asBoolean(false)).isTrue();
        assertThat(get("/api/v1/audit-log?actorId=" + operator, token(tenant, ada))
                        .body()
                        .path("items")
                        .path(0)
                        .path("details")
                        .path("reason")
                        .asString(""))
                .isEqualTo("pilot");

        limit(tenant, operator, "workspaces", "{\"reason\":\"pilot is over\"}").expect(200);
        workspace(tenant, "Third").expect(201);
    }

    @Test
    void thePlaceThatIsLeftIsGivenOnce() throws Exception {
        UUID tenant = tenantOf(ada);
        limit(tenant, staffMember("super_admin"), "workspaces", "{\"most\":3,\"reason\":\"test\"}")
                .expect(200);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "Number " + i;
            String token = token(tenant, ada);
            tasks.add(() -> post("/api/v1/workspaces", token, "{\"name\":\"" + name + "\"}")
                    .status());
        }

        assertThat(together(tasks)).containsOnly(201, 409);
        assertThat(count("select count(*) from tenants.workspaces where tenant_id = ?", tenant))
                .isEqualTo(3);
    }

    @Test
    void onlyOperatorsWhoMaySetLimits() {
        UUID tenant = tenantOf(ada);
        String path = "/api/v1/platform/admin/tenants/" + tenant + "/quotas";
        for (String role : List.of("support", "finance")) {
            UUID operator = staffMember(role);
            get(path, operatorToken(operator)).expect(200);
            limit(tenant, operator, "members", "{\"most\":2,\"reason\":\"test\"}")
                    .refused(403, "permission-required");
        }
        put(path + "/members", token(tenant, ada), "{\"most\":2,\"reason\":\"test\"}")
                .refused(403, "permission-required");
        UUID dismissed = staffMember("super_admin");
        String token = operatorToken(dismissed);
        superuser()
                .sql("update tenants.staff_members set active = false where user_id = ?")
                .param(dismissed)
                .update();
        put(path + "/members", token, "{\"most\":2,\"reason\":\"test\"}").refused(403, "permission-required");

        UUID operator = staffMember("super_admin");
        limit(UUID.randomUUID(), operator, "members", "{\"most\":2,\"reason\":\"test\"}")
                .expect(404);
        limit(tenant, operator, "mails", "{\"most\":2,\"reason\":\"test\"}").expect(400);
        limit(tenant, operator, "members", "{\"most\":-1,\"reason\":\"test\"}").expect(400);
        limit(tenant, operator, "members", "{\"most\":1}").expect(400);
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void aFeatureIsRolledOut() {
        UUID tenant = tenantOf(ada);
        UUID stranger = UUID.randomUUID();
        UUID other = tenantOf(stranger);
        String operator = operatorToken(staffMember("ops"));

        flag(operator, "inbox", "\"percentage\":0,\"allow\":[\"" + tenant + "\"]")
                .expect(200);
        assertThat(features(tenant, ada)).containsExactly("inbox");
        assertThat(features(other, stranger)).isEmpty();

        flag(operator, "inbox", "\"percentage\":100,\"deny\":[\"" + tenant + "\"]")
                .expect(200);
        assertThat(features(tenant, ada)).isEmpty();
        assertThat(features(other, stranger)).containsExactly("inbox");
        assertThat(get("/internal/tenants/" + other + "/rules", TestTokens.service("campaign", "tenant"))
                        .body()
                        .path("features")
                        .path(0)
                        .asString(""))
                .isEqualTo("inbox");

        put(FLAGS + "/inbox", operator, "{\"description\":\"d\",\"enabled\":false,\"percentage\":100}")
                .expect(200);
        assertThat(features(other, stranger)).isEmpty();
        assertThat(get(FLAGS, operator).body().path("items").size()).isOne();
        delete(FLAGS + "/inbox", operator).expect(204);
        delete(FLAGS + "/inbox", operator).expect(404);
        get(FLAGS + "/inbox", operator).expect(404);
        assertThat(count("select count(*) from tenants.staff_acts where resource_id = 'inbox'"))
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void onlyOperatorsWhoMaySwitchFeatures() {
        UUID tenant = tenantOf(ada);
        for (String role : List.of("support", "finance")) {
            flag(operatorToken(staffMember(role)), "inbox", "\"percentage\":1").refused(403, "permission-required");
        }
        flag(token(tenant, ada), "inbox", "\"percentage\":1").refused(403, "permission-required");
        flag(null, "inbox", "\"percentage\":1").expect(401);
        UUID dismissed = staffMember("ops");
        String token = operatorToken(dismissed);
        superuser()
                .sql("update tenants.staff_members set active = false where user_id = ?")
                .param(dismissed)
                .update();
        flag(token, "inbox", "\"percentage\":1").refused(403, "permission-required");
        assertThat(count("select count(*) from tenants.feature_flags")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"percentage\":101",
                "\"percentage\":-1",
                "\"percentage\":null",
                "\"percentage\":1,\"allow\":[\"x\"]",
                "\"percentage\":1,\"allow\":[null]",
                "\"percentage\":1,\"key\":\"other\"",
            })
    void aFlagThatDoesNotFitIsRefused(String fields) {
        String operator = operatorToken(staffMember("ops"));
        flag(operator, "inbox", fields).expect(400);
        flag(operator, "Inbox!", "\"percentage\":1").expect(400);
        assertThat(count("select count(*) from tenants.feature_flags")).isZero();
    }

    private Answer policy(UUID tenant, UUID actor, String body) {
        return put("/api/v1/tenant/policy", token(tenant, actor), body);
    }

    private Answer workspace(UUID tenant, String name) {
        return post("/api/v1/workspaces", token(tenant, ada), "{\"name\":\"" + name + "\"}");
    }

    private Answer limit(UUID tenant, UUID operator, String quota, String body) {
        return put("/api/v1/platform/admin/tenants/" + tenant + "/quotas/" + quota, operatorToken(operator), body);
    }

    private Answer flag(@org.jspecify.annotations.Nullable String token, String key, String fields) {
        return put(FLAGS + "/" + key, token, "{\"description\":\"d\",\"enabled\":true," + fields + "}");
    }

    private List<String> features(UUID tenant, UUID person) {
        var keys = new ArrayList<String>();
        get("/api/v1/tenant/features", token(tenant, person))
                .expect(200)
                .body()
                .path("items")
                .forEach(key -> keys.add(key.asString("")));
        return keys;
    }
}
