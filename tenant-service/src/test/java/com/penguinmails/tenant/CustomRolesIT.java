package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Roles that a tenant makes for itself. */
class CustomRolesIT extends TenantFixture {

    private static final String ROLES = "/api/v1/tenant/roles";

    private final UUID ada = UUID.randomUUID();

    @Test
    void aRoleIsMadeGivenAndStandsInTheToken() {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "viewer");
        Answer made =
                make(tenant, ada, "sender", "campaign:read", "campaign:send").expect(201);
        assertThat(made.body().path("custom").asBoolean(false)).isTrue();

        give(tenant, ada, bob, "sender").expect(200);

        JsonNode membership = memberships(bob).path(0);
        assertThat(membership.path("role").asString("")).isEqualTo("sender");
        assertThat(texts(membership.path("permissions"))).containsExactly("campaign:read", "campaign:send");
        assertThat(get("/api/v1/tenant/members/" + bob, token(tenant, ada)).text("role"))
                .isEqualTo("sender");
        assertThat(get(ROLES, token(tenant, ada)).body().path("items").findValuesAsString("role"))
                .containsExactly("owner", "admin", "manager", "member", "viewer", "sender");

        put(ROLES + "/sender", token(tenant, ada), "{\"name\":\"Reader\",\"permissions\":[\"campaign:read\"]}")
                .expect(200);
        assertThat(texts(memberships(bob).path(0).path("permissions"))).containsExactly("campaign:read");
        assertThat(actions(tenant))
                .containsExactly("role.changed", "member.role-changed", "role.created", "tenant.created");
    }

    @Test
    void anInvitationMayNameIt() {
        UUID tenant = tenantOf(ada);
        make(tenant, ada, "sender", "campaign:send").expect(201);
        Answer invitation = post(
                        "/api/v1/tenant/invitations",
                        token(tenant, ada),
                        "{\"email\":\"x@example.com\",\"role\":\"sender\"}")
                .expect(201);
        assertThat(get("/api/v1/tenant/invitations/" + invitation.text("id"), token(tenant, ada))
                        .text("role"))
                .isEqualTo("sender");

        delete(ROLES + "/sender", token(tenant, ada)).refused(409, "role-in-use");
    }

    @Test
    void nobodyPutsInWhatTheyDoNotHave() {
        UUID tenant = tenantOf(ada);
        UUID admin = member(tenant, "admin");
        for (String above : List.of("billing:manage", "tenant:delete", "platform:queue:read", "made:up")) {
            make(tenant, admin, "mine", "lead:read", above).refused(403, "role-above-yours");
        }
        make(tenant, ada, "mine", "platform:queue:read").refused(403, "role-above-yours");
        make(tenant, ada, "payer", "billing:manage").expect(201);

        put(ROLES + "/payer", token(tenant, admin), "{\"name\":\"P\",\"permissions\":[\"lead:read\"]}")
                .refused(403, "role-above-yours");
        delete(ROLES + "/payer", token(tenant, admin)).refused(403, "role-above-yours");
        give(tenant, admin, admin, "payer").refused(403, "role-above-yours");
        make(tenant, member(tenant, "manager"), "mine", "lead:read").refused(403, "permission-required");
    }

    /** Who manages members by a role of the tenant is bound by it like everybody else. */
    @Test
    void whoHasARoleOfTheTenantCannotRaiseIt() {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "viewer");
        make(tenant, ada, "people", "member:read", "member:manage").expect(201);
        give(tenant, ada, bob, "people").expect(200);

        put(
                        ROLES + "/people",
                        token(tenant, bob),
                        "{\"name\":\"P\",\"permissions\":[\"member:manage\",\"campaign:send\"]}")
                .refused(403, "role-above-yours");
        give(tenant, bob, bob, "viewer").refused(403, "role-above-yours");
        UUID carol = member(tenant, "viewer");
        delete("/api/v1/tenant/members/" + carol, token(tenant, bob)).refused(403, "role-above-yours");
    }

    @Test
    void aRoleIsDeletedWhenNobodyHasIt() {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "viewer");
        make(tenant, ada, "sender", "campaign:send").expect(201);
        give(tenant, ada, bob, "sender").expect(200);

        delete(ROLES + "/sender", token(tenant, ada)).refused(409, "role-in-use");
        give(tenant, ada, bob, "viewer").expect(200);
        delete(ROLES + "/sender", token(tenant, ada)).expect(204);
        delete(ROLES + "/sender", token(tenant, ada)).expect(404);
        give(tenant, ada, bob, "sender").expect(400);
    }

    /** Given and deleted at once: either somebody has a role that exists, or it is gone and nobody has it. */
    @Test
    void givingAndDeletingAtOnceDoNotMix() throws Exception {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "viewer");
        String token = token(tenant, ada);
        for (int round = 0; round < 5; round++) {
            make(tenant, ada, "sender", "campaign:send").expect(201);
            List<Integer> statuses = together(List.<Callable<Integer>>of(
                    () -> patch("/api/v1/tenant/members/" + bob, token, "{\"role\":\"sender\"}")
                            .status(),
                    () -> delete(ROLES + "/sender", token).status()));

            assertThat(statuses).isIn(List.of(200, 409), List.of(400, 204));
            give(tenant, ada, bob, "viewer").expect(200);
            delete(ROLES + "/sender", token);
        }
    }

    @Test
    void theSameNameInAnotherTenantIsAnotherRole() {
        UUID tenant = tenantOf(ada);
        UUID stranger = UUID.randomUUID();
        UUID other = tenantOf(stranger);
        make(tenant, ada, "sender", "campaign:send").expect(201);
        UUID bob = member(other, "viewer");
        give(other, stranger, bob, "sender").expect(400);
        put(ROLES + "/sender", token(other, stranger), "{\"name\":\"S\",\"permissions\":[\"lead:read\"]}")
                .expect(404);

        make(other, stranger, "sender", "lead:read").expect(201);
        give(other, stranger, bob, "sender").expect(200);
        join(tenant, bob, "viewer");

        assertThat(memberships(bob).findValuesAsString("role")).containsExactlyInAnyOrder("sender", "viewer");
        assertThat(memberships(bob).toString()).doesNotContain("campaign:send");
    }

    @Test
    void builtInRolesStayWhatTheyAre() {
        UUID tenant = tenantOf(ada);
        for (String taken : List.of("owner", "viewer", "custom", "operator")) {
            make(tenant, ada, taken, "lead:read").refused(409, "role-exists");
        }
        make(tenant, ada, "sender", "lead:read").expect(201);
        make(tenant, ada, "sender", "lead:read").refused(409, "role-exists");
        put(ROLES + "/viewer", token(tenant, ada), "{\"name\":\"V\",\"permissions\":[\"lead:read\"]}")
                .expect(404);
        delete(ROLES + "/viewer", token(tenant, ada)).expect(404);
        give(tenant, ada, member(tenant, "viewer"), "custom").expect(400);
    }

    @Test
    void theDatabaseKeepsPermissionsOfThePlatformOut() {
        UUID tenant = tenantOf(ada);
        make(tenant, ada, "sender", "lead:read").expect(201);
        assertThatThrownBy(() -> superuser()
                        .sql("insert into tenants.custom_role_permissions values (?, 'sender', 'platform:queue:read')")
                        .param(tenant)
                        .update())
                .hasMessageContaining("custom_role_permissions");
    }

    @Test
    void thereIsAnEndToThem() {
        UUID tenant = tenantOf(ada);
        superuser().sql("""
                        insert into tenants.custom_roles (tenant_id, role, name, description, created_at)
                        select ?, 'role-' || n, 'n', '', now() from generate_series(1, 20) n""").param(tenant).update();
        make(tenant, ada, "one-more", "lead:read").refused(409, "tenant-quota-exceeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"role\":\"Sender\",\"name\":\"S\",\"permissions\":[\"lead:read\"]}",
                "{\"role\":\"s\",\"name\":\"S\",\"permissions\":[\"lead:read\"]}",
                "{\"role\":\"sender\",\"name\":\"\",\"permissions\":[\"lead:read\"]}",
                "{\"role\":\"sender\",\"name\":\"a\\nb\",\"permissions\":[\"lead:read\"]}",
                "{\"role\":\"sender\",\"name\":\"S\",\"permissions\":[]}",
                "{\"role\":\"sender\",\"name\":\"S\",\"permissions\":[null]}",
                "{\"role\":\"sender\",\"name\":\"S\",\"permissions\":[\"lead:read\"],\"tenantId\":\"0190a7c0-0000-7000-8000-000000000000\"}",
            })
    void whatDoesNotFitIsRefused(String body) {
        UUID tenant = tenantOf(ada);
        post(ROLES, token(tenant, ada), body).expect(400);
        assertThat(count("select count(*) from tenants.custom_roles where tenant_id = ?", tenant))
                .isZero();
    }

    private Answer make(UUID tenant, UUID actor, String role, String... permissions) {
        String list = JSON.writeValueAsString(List.of(permissions));
        return post(
                ROLES,
                token(tenant, actor),
                "{\"role\":\"" + role + "\",\"name\":\"Name\",\"permissions\":" + list + "}");
    }

    private Answer give(UUID tenant, UUID actor, UUID userId, String role) {
        return patch("/api/v1/tenant/members/" + userId, token(tenant, actor), "{\"role\":\"" + role + "\"}");
    }

    private JsonNode memberships(UUID person) {
        return get("/internal/memberships?userId=" + person, TestTokens.service("user", "tenant"))
                .expect(200)
                .body();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asString("")));
        return texts;
    }
}
