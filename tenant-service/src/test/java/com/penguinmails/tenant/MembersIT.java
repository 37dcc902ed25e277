package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who belongs to a tenant, in which role, and who may change that. */
class MembersIT extends TenantFixture {

    private static final String MEMBERS = "/api/v1/tenant/members";

    private final UUID ada = UUID.randomUUID();

    @Test
    void membersAreSortedAndFiltered() {
        UUID tenant = tenantOf(ada);
        member(tenant, "viewer");
        member(tenant, "admin");
        String token = token(tenant, ada);

        assertThat(roles(MEMBERS, token)).containsExactly("owner", "viewer", "admin");
        assertThat(roles(MEMBERS + "?sort=role", token)).containsExactly("admin", "owner", "viewer");
        assertThat(roles(MEMBERS + "?sort=-joinedAt", token)).containsExactly("admin", "viewer", "owner");
        assertThat(roles(MEMBERS + "?role=admin,viewer&sort=role", token)).containsExactly("admin", "viewer");
        Answer first = get(MEMBERS + "?sort=role&limit=2", token).expect(200);
        assertThat(roles(MEMBERS + "?sort=role&limit=2&cursor=" + first.text("nextCursor"), token))
                .containsExactly("viewer");
        get(MEMBERS + "?sort=email", token).refused(400, "invalid-request");
        assertThat(get(MEMBERS + "?sort=email", token).body().toString()).contains("joinedAt, role");
        assertThat(get(MEMBERS + "?role=king", token).expect(400).body().toString())
                .contains("owner, admin, manager, member, viewer");
    }

    private List<String> roles(String path, String token) {
        return get(path, token)
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("role").asString())
                .toList();
    }

    @Test
    void rolesAreListedWithWhatTheyMayDo() {
        UUID tenant = tenantOf(ada);
        var roles = get("/api/v1/tenant/roles", token(tenant, member(tenant, "viewer")))
                .expect(200)
                .body()
                .path("items");

        assertThat(roles.findValuesAsString("role")).containsExactly("owner", "admin", "manager", "member", "viewer");
        assertThat(roles.path(2).path("permissions").toString()).contains(Permissions.CAMPAIGN_SEND);
        assertThat(roles.path(3).path("permissions").toString()).doesNotContain(Permissions.CAMPAIGN_SEND);
    }

    @Test
    void membersAreListedInPagesWithNames() {
        UUID tenant = tenantOf(ada);
        users.put(ada, "ada." + ada + "@example.com", true);
        UUID gone = member(tenant, "viewer");
        String token = token(tenant, ada);
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = get(MEMBERS + "?limit=1&cursor=" + cursor, token).expect(200);
            seen.addAll(page.body().path("items").findValuesAsString("userId"));
            cursor = page.text("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyInAnyOrder(ada.toString(), gone.toString());
        assertThat(get(MEMBERS + "/" + ada, token).text("email")).isEqualTo("ada." + ada + "@example.com");
        assertThat(get(MEMBERS + "/" + gone, token).body().path("email").isNull())
                .isTrue();
        get(MEMBERS + "/" + UUID.randomUUID(), token).expect(404);
        get(MEMBERS + "/nonsense", token).expect(400);
    }

    @Test
    void aRoleIsChangedAndAMemberRemovedAndTheLogKnows() {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "viewer");

        assertThat(change(tenant, ada, bob, "manager").expect(200).text("role")).isEqualTo("manager");
        change(tenant, ada, bob, "manager").expect(200);
        assertThat(token(tenant, bob)).isNotBlank();
        delete(MEMBERS + "/" + bob, token(tenant, ada)).expect(204);

        get(MEMBERS + "/" + bob, token(tenant, ada)).expect(404);
        delete(MEMBERS + "/" + bob, token(tenant, ada)).expect(404);
        assertThat(actions(tenant)).containsExactly("member.removed", "member.role-changed", "tenant.created");
    }

    @ParameterizedTest
    @CsvSource({
        // who, whom, to what
        "admin, owner, viewer",
        "admin, viewer, owner",
        "admin, admin, owner",
    })
    void nobodyGivesOrTakesARoleAboveTheirOwn(String who, String whom, String role) {
        UUID tenant = tenantOf(ada);
        UUID actor = member(tenant, who);
        UUID target = member(tenant, whom);

        change(tenant, actor, target, role).refused(403, "role-above-yours");
        change(tenant, actor, actor, "owner").refused(403, "role-above-yours");
        delete(MEMBERS + "/" + ada, token(tenant, actor)).refused(403, "role-above-yours");
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void adminsMakeAdminsAndOwnersMakeOwners() {
        UUID tenant = tenantOf(ada);
        UUID admin = member(tenant, "admin");
        UUID other = member(tenant, "viewer");

        change(tenant, admin, other, "admin").expect(200);
        change(tenant, ada, other, "owner").expect(200);
        change(tenant, other, ada, "viewer").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manager", "member", "viewer"})
    void whoMayNotManageMembersIsRefused(String role) {
        UUID tenant = tenantOf(ada);
        UUID actor = member(tenant, role);
        UUID other = member(tenant, "viewer");

        change(tenant, actor, other, "viewer").refused(403, "permission-required");
        delete(MEMBERS + "/" + other, token(tenant, actor)).refused(403, "permission-required");
        post("/api/v1/tenant/ownership-transfer", token(tenant, actor), "{\"userId\":\"" + other + "\"}")
                .refused(403, "permission-required");
    }

    @Test
    void aTokenThatOutlivesARemovalChangesNothing() {
        UUID tenant = tenantOf(ada);
        UUID admin = member(tenant, "admin");
        UUID other = member(tenant, "viewer");
        String token = token(tenant, admin);
        change(tenant, ada, admin, "viewer").expect(200);
        patch(MEMBERS + "/" + other, token, "{\"role\":\"admin\"}").refused(403, "permission-required");
        delete(MEMBERS + "/" + admin, token(tenant, ada)).expect(204);

        patch(MEMBERS + "/" + other, token, "{\"role\":\"admin\"}").refused(403, "permission-required");
        delete(MEMBERS + "/" + other, token).refused(403, "permission-required");
        post("/api/v1/tenant/departure", token, null).expect(404);
    }

    @Test
    void theLastOwnerStays() {
        UUID tenant = tenantOf(ada);
        change(tenant, ada, ada, "admin").refused(409, "last-owner");
        delete(MEMBERS + "/" + ada, token(tenant, ada)).refused(409, "last-owner");
        post("/api/v1/tenant/departure", token(tenant, ada), null).refused(409, "last-owner");
        assertThat(actions(tenant)).containsExactly("tenant.created");

        member(tenant, "owner");
        post("/api/v1/tenant/departure", token(tenant, ada), null).expect(204);
        assertThat(actions(tenant)).first().isEqualTo("member.left");
    }

    /** Two owners go at once, in all the ways there are: one of them always stays. */
    @Test
    void ofTwoOwnersWhoGoAtOnceOneStays() throws Exception {
        for (int round = 0; round < 8; round++) {
            UUID tenant = tenantOf(UUID.randomUUID());
            UUID one = owner(tenant);
            UUID two = member(tenant, "owner");
            String tokenOfOne = token(tenant, one);
            String tokenOfTwo = token(tenant, two);
            List<Callable<Integer>> leave = List.of(
                    () -> post("/api/v1/tenant/departure", tokenOfOne, null).status(),
                    () -> post("/api/v1/tenant/departure", tokenOfTwo, null).status());
            List<Callable<Integer>> demote = List.of(
                    () -> patch(MEMBERS + "/" + two, tokenOfOne, "{\"role\":\"viewer\"}")
                            .status(),
                    () -> patch(MEMBERS + "/" + one, tokenOfTwo, "{\"role\":\"viewer\"}")
                            .status());
            List<Callable<Integer>> mixed = List.of(
                    () -> delete(MEMBERS + "/" + two, tokenOfOne).status(),
                    () -> post("/api/v1/tenant/departure", tokenOfTwo, null).status(),
                    () -> post("/api/v1/tenant/departure", tokenOfOne, null).status());

            together(List.of(leave, demote, mixed).get(round % 3));

            assertThat(count("select count(*) from tenants.memberships where tenant_id = ? and role = 'owner'", tenant))
                    .as("round %s", round)
                    .isOne();
        }
    }

    @Test
    void theOwnershipIsHandedOver() {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "viewer");
        String body = "{\"userId\":\"" + bob + "\"}";
        post("/api/v1/tenant/ownership-transfer", token(tenant, member(tenant, "admin")), body)
                .refused(403, "permission-required");
        post("/api/v1/tenant/ownership-transfer", token(tenant, ada), "{\"userId\":\"" + ada + "\"}")
                .expect(400);
        post("/api/v1/tenant/ownership-transfer", token(tenant, ada), "{\"userId\":\"" + UUID.randomUUID() + "\"}")
                .expect(404);

        assertThat(post("/api/v1/tenant/ownership-transfer", token(tenant, ada), body)
                        .expect(200)
                        .text("role"))
                .isEqualTo("owner");

        assertThat(get(MEMBERS + "/" + ada, token(tenant, bob)).text("role")).isEqualTo("admin");
        assertThat(actions(tenant)).first().isEqualTo("tenant.ownership-transferred");
        delete(MEMBERS + "/" + ada, token(tenant, bob)).expect(204);
    }

    /** The heir is removed while the tenant is handed over: it still has exactly one owner or more. */
    @Test
    void aHandOverAndARemovalAtOnceLeaveAnOwner() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID tenant = tenantOf(UUID.randomUUID());
            UUID owner = owner(tenant);
            UUID heir = member(tenant, "admin");
            String admin = token(tenant, member(tenant, "admin"));
            String token = token(tenant, owner);
            together(List.<Callable<Integer>>of(
                    () -> post("/api/v1/tenant/ownership-transfer", token, "{\"userId\":\"" + heir + "\"}")
                            .status(),
                    () -> delete(MEMBERS + "/" + heir, admin).status()));

            assertThat(count("select count(*) from tenants.memberships where tenant_id = ? and role = 'owner'", tenant))
                    .isOne();
        }
    }

    @Test
    void aMemberOfAnotherTenantIsLikeNone() {
        UUID tenant = tenantOf(ada);
        UUID stranger = UUID.randomUUID();
        UUID other = tenantOf(stranger);
        UUID bob = member(tenant, "viewer");

        get(MEMBERS + "/" + bob, token(other, stranger)).expect(404);
        change(other, stranger, bob, "admin").expect(404);
        delete(MEMBERS + "/" + bob, token(other, stranger)).expect(404);
        post("/api/v1/tenant/ownership-transfer", token(other, stranger), "{\"userId\":\"" + bob + "\"}")
                .expect(404);
        get(MEMBERS, null).expect(401);
        get(MEMBERS, TestTokens.service("user", "tenant")).expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"role\":null}",
                "{\"role\":\"\"}",
                "{\"role\":\"god\"}",
                "{\"role\":\"platform:staff:manage\"}",
                "{\"role\":\"viewer\",\"tenantId\":\"0190a7c0-0000-7000-8000-000000000000\"}",
                "{\"role\":\"viewer\",\"permissions\":[\"billing:manage\"]}",
                "{\"role\":[\"owner\"]}",
            })
    void whatDoesNotFitIsRefused(String body) {
        UUID tenant = tenantOf(ada);
        UUID bob = member(tenant, "member");
        patch(MEMBERS + "/" + bob, token(tenant, ada), body).expect(400);
        assertThat(get(MEMBERS + "/" + bob, token(tenant, ada)).text("role")).isEqualTo("member");
    }

    private Answer change(UUID tenant, UUID actor, UUID userId, String role) {
        return patch(MEMBERS + "/" + userId, token(tenant, actor), "{\"role\":\"" + role + "\"}");
    }

    private UUID owner(UUID tenant) {
        return superuser()
                .sql("select user_id from tenants.memberships where tenant_id = ? and role = 'owner'")
                .param(tenant)
                .query(UUID.class)
                .single();
    }
}
