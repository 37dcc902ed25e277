package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** What the people who run the platform may see and do in a tenant, and that the tenant sees them. */
class OperatorsInTenantsIT extends TenantFixture {

    private static final String TENANTS = "/api/v1/platform/admin/tenants";
    private static final String SEEN = "/api/v1/tenant/operator-entries";

    private final UUID ada = UUID.randomUUID();

    @Test
    void supportEntersWithAReasonReadsAndIsSeen() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("support");
        assertThat(memberships(operator).isEmpty()).isTrue();

        Answer entry = enter(tenant, operator, 60).expect(201);

        JsonNode membership = memberships(operator).path(0);
        assertThat(membership.path("tenantId").asString("")).isEqualTo(tenant.toString());
        assertThat(membership.path("tenantName").asString("")).isEqualTo("Acme");
        assertThat(membership.path("role").asString("")).isEqualTo("operator");
        List<String> permissions = texts(membership.path("permissions"));
        assertThat(permissions)
                .contains("tenant:read", "campaign:read")
                .allMatch(permission -> permission.endsWith(":read"))
                .doesNotContain(
                        "member:read", "lead:read", "message:read", "suppression:read", "mailbox:read", "audit:read");
        String token = TestTokens.user(operator, tenant, permissions.toArray(String[]::new));
        get("/api/v1/tenant", token).expect(200);
        patch("/api/v1/tenant", token, "{\"name\":\"Mine\"}").refused(403, "permission-required");
        get("/api/v1/tenant/members", token).refused(403, "permission-required");

        JsonNode seen = get(SEEN, token(tenant, ada)).expect(200).body().path("items");
        assertThat(seen.path(0).path("reason").asString("")).isEqualTo("ticket 4711: no mails");
        assertThat(seen.path(0).path("operatorId").asString("")).isEqualTo(operator.toString());
        JsonNode logged = get("/api/v1/audit-log?action=operator.entered", token(tenant, ada))
                .body()
                .path("items")
                .path(0);
        assertThat(logged.path("actor").asString("")).isEqualTo("operator");
        assertThat(logged.path("details").path("reason").asString("")).isEqualTo("ticket 4711: no mails");
        assertThat(logged.path("resourceId").asString("")).isEqualTo(entry.text("id"));
        assertThat(get(TENANTS + "/" + tenant + "/entries", operatorToken(operator))
                        .body()
                        .path("items")
                        .size())
                .isOne();
    }

    @Test
    void itEndsByItselfAndNoTokenOutlivesIt() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("super_admin");
        UUID id = enter(tenant, operator, 60).id("id");
        assertThat(memberships(operator).size()).isOne();

        // A token lives a quarter of an hour, so none is made in the last one.
        age(id, 46);
        assertThat(memberships(operator).isEmpty()).isTrue();
        assertThat(end(tenant, id)).isEqualTo("DONE");
        assertThat(actions(tenant)).first().isEqualTo("operator.entered");

        age(id, 15);
        for (int i = 0; i < 2; i++) {
            assertThat(end(tenant, id)).isEqualTo("DONE");
        }
        assertThat(actions(tenant)).containsExactly("operator.entry-expired", "operator.entered", "tenant.created");
        enter(tenant, operator, 20).expect(201);
        assertThat(count(
                        "select count(*) from queue.jobs where kind = 'tenant.end-operator-entry' and tenant_id = ? and run_at > now()",
                        tenant))
                .isEqualTo(2);
    }

    @Test
    void whoseEntryRanOutUnseenMayEnterAgain() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("ops");
        UUID id = enter(tenant, operator, 20).id("id");
        age(id, 21);

        enter(tenant, operator, 20).expect(201);

        assertThat(actions(tenant))
                .containsExactly("operator.entered", "operator.entry-expired", "operator.entered", "tenant.created");
    }

    @Test
    void theOperatorGoesAndTheTenantSendsOut() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("ops");
        UUID id = enter(tenant, operator, 60).id("id");
        delete(TENANTS + "/" + tenant + "/entries/" + id, operatorToken(staffMember("ops")))
                .expect(404);
        delete(TENANTS + "/" + tenant + "/entries/" + id, operatorToken(operator))
                .expect(204);
        delete(TENANTS + "/" + tenant + "/entries/" + id, operatorToken(operator))
                .expect(204);
        assertThat(memberships(operator).isEmpty()).isTrue();

        UUID again = enter(tenant, operator, 60).id("id");
        delete(SEEN + "/" + again, token(tenant, member(tenant, "manager"))).refused(403, "permission-required");
        delete(SEEN + "/" + again, token(tenant, ada)).expect(204);
        assertThat(memberships(operator).isEmpty()).isTrue();
        assertThat(actions(tenant))
                .containsExactly(
                        "operator.sent-out", "operator.entered", "operator.left", "operator.entered", "tenant.created");
        UUID stranger = UUID.randomUUID();
        UUID other = tenantOf(stranger);
        delete(SEEN + "/" + again, token(other, stranger)).expect(404);
        delete(TENANTS + "/" + other + "/entries/" + again, operatorToken(operator))
                .expect(404);
    }

    @Test
    void whoIsDismissedIsOutAtOnce() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("super_admin");
        String token = operatorToken(operator);
        enter(tenant, operator, 60).expect(201);
        superuser()
                .sql("update tenants.staff_members set active = false where user_id = ?")
                .param(operator)
                .update();

        assertThat(memberships(operator).isEmpty()).isTrue();
        post(TENANTS + "/" + tenant + "/entries", token, body(60)).refused(403, "permission-required");
    }

    @Test
    void anOperatorWhoIsAMemberStaysWhatTheyAre() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("super_admin");
        join(tenant, operator, "viewer");
        enter(tenant, operator, 60).expect(201);

        assertThat(memberships(operator).size()).isOne();
        assertThat(memberships(operator).path(0).path("role").asString("")).isEqualTo("viewer");
    }

    @Test
    void onlyWhoMayEnters() throws Exception {
        UUID tenant = tenantOf(ada);
        enter(tenant, staffMember("finance"), 60).refused(403, "permission-required");
        post(TENANTS + "/" + tenant + "/entries", token(tenant, ada), body(60)).refused(403, "permission-required");
        post(TENANTS + "/" + tenant + "/entries", null, body(60)).expect(401);
        UUID operator = staffMember("support");
        enter(UUID.randomUUID(), operator, 60).expect(404);
        String token = operatorToken(operator);
        List<Callable<Integer>> tasks = Collections.nCopies(
                5,
                () -> post(TENANTS + "/" + tenant + "/entries", token, body(60)).status());
        assertThat(together(tasks)).containsExactlyInAnyOrder(201, 409, 409, 409, 409);
        enter(tenant, operator, 60).refused(409, "entered-already");
    }

    @Test
    void theSameKeyEntersOnce() {
        UUID tenant = tenantOf(ada);
        UUID operator = staffMember("support");
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String path = TENANTS + "/" + tenant + "/entries";

        Answer first = call(HttpMethod.POST, path, operatorToken(operator), body(60), key)
                .expect(201);
        Answer again = call(HttpMethod.POST, path, operatorToken(operator), body(60), key)
                .expect(201);

        assertThat(again.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"minutes\":60}",
                "{\"reason\":\"because\",\"minutes\":60}",
                "{\"reason\":\"              \",\"minutes\":60}",
                "{\"reason\":\"ticket 4711: no mails\"}",
                "{\"reason\":\"ticket 4711: no mails\",\"minutes\":19}",
                "{\"reason\":\"ticket 4711: no mails\",\"minutes\":241}",
                "{\"reason\":\"ticket 4711: no mails\",\"minutes\":60,\"operatorId\":\"0190a7c0-0000-7000-8000-000000000000\"}",
            })
    void anEntryThatDoesNotFitIsRefused(String body) {
        UUID tenant = tenantOf(ada);
        post(TENANTS + "/" + tenant + "/entries", operatorToken(staffMember("support")), body)
                .expect(400);
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void anEntryGivesReadingAndTheDatabaseKeepsItSo() {
        assertThatThrownBy(() -> superuser()
                        .sql(
                                "insert into tenants.staff_entry_permissions (role, permission) values ('ops', 'campaign:send')")
                        .update())
                .hasMessageContaining("staff_entry_permissions");
    }

    @Test
    void tenantsAreFoundAndSuspended() {
        UUID tenant = tenantOf(ada);
        String name = "Zebra " + tenant;
        patch(
                        "/api/v1/tenant",
                        token(tenant, ada),
                        "{\"name\":\"" + name + "\",\"postalAddress\":\"1 Harbour Street\"}")
                .expect(200);
        String support = operatorToken(staffMember("support"));
        UUID ops = staffMember("ops");

        JsonNode found = get(TENANTS + "?search=zEBRA " + tenant, support)
                .expect(200)
                .body()
                .path("items");
        assertThat(found.findValuesAsString("id")).containsExactly(tenant.toString());
        assertThat(found.toString()).doesNotContain("Harbour");
        assertThat(get(TENANTS + "?limit=1", support).text("nextCursor")).isNotEmpty();
        get(TENANTS + "?status=nonsense", support).expect(400);
        get(TENANTS + "?search=a%00b", support).expect(400);
        assertThat(get(TENANTS + "?search=%25" + tenant, support)
                        .body()
                        .path("items")
                        .size())
                .isZero();
        get(TENANTS + "/" + UUID.randomUUID(), support).expect(404);

        String reason = "{\"reason\":\"complaints over 0.3 percent\"}";
        post(TENANTS + "/" + tenant + "/suspension", support, reason).refused(403, "permission-required");
        post(TENANTS + "/" + tenant + "/suspension", operatorToken(ops), "{\"reason\":\"x\"}")
                .expect(400);
        assertThat(post(TENANTS + "/" + tenant + "/suspension", operatorToken(ops), reason)
                        .expect(200)
                        .text("status"))
                .isEqualTo("suspended");
        post(TENANTS + "/" + tenant + "/suspension", operatorToken(ops), reason).refused(409, "tenant-status");
        assertThat(get("/internal/tenants/" + tenant, TestTokens.service("campaign", "tenant"))
                        .text("status"))
                .isEqualTo("suspended");
        post(TENANTS + "/" + tenant + "/reinstatement", operatorToken(ops), reason)
                .expect(200);
        assertThat(actions(tenant)).startsWith("tenant.reinstated", "tenant.suspended");
    }

    @Test
    void nobodyElseFindsTenants() {
        UUID tenant = tenantOf(ada);
        get(TENANTS, token(tenant, ada)).refused(403, "permission-required");
        get(TENANTS + "/" + tenant, token(tenant, ada)).refused(403, "permission-required");
        get(TENANTS, null).expect(401);
        get(TENANTS, TestTokens.service("billing", "tenant")).expect(403);
        UUID dismissed = staffMember("super_admin");
        String token = operatorToken(dismissed);
        superuser()
                .sql("update tenants.staff_members set active = false where user_id = ?")
                .param(dismissed)
                .update();
        get(TENANTS, token).refused(403, "permission-required");
        get(TENANTS + "/" + tenant, token).refused(403, "permission-required");
    }

    private Answer enter(UUID tenant, UUID operator, int minutes) {
        return post(TENANTS + "/" + tenant + "/entries", operatorToken(operator), body(minutes));
    }

    private static String body(int minutes) {
        return "{\"reason\":\"ticket 4711: no mails\",\"minutes\":" + minutes + "}";
    }

    private JsonNode memberships(UUID person) {
        return get("/internal/memberships?userId=" + person, TestTokens.service("user", "tenant"))
                .expect(200)
                .body();
    }

    /** So many minutes pass for this entry. */
    private void age(UUID entry, int minutes) {
        superuser().sql("""
                        update tenants.operator_entries set entered_at = entered_at - make_interval(mins => ?),
                          expires_at = expires_at - make_interval(mins => ?)
                        where id = ?""").params(minutes, minutes, entry).update();
    }

    private @Nullable String end(UUID tenant, UUID entry) {
        return post(
                        "/internal/jobs/tenant.end-operator-entry",
                        TestTokens.service("worker", "tenant"),
                        JSON.writeValueAsString(List.of(Map.of(
                                "id",
                                UUID.randomUUID(),
                                "tenantId",
                                tenant,
                                "kind",
                                "tenant.end-operator-entry",
                                "attempt",
                                1,
                                "payload",
                                "{\"entryId\":\"" + entry + "\"}",
                                "traceparent",
                                ""))))
                .expect(200)
                .body()
                .path(0)
                .path("next")
                .asString("");
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asString("")));
        return texts;
    }
}
