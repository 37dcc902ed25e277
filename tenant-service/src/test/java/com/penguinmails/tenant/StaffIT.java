package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who runs the platform, and that nobody becomes an operator by another way. */
@ServiceTest
@Import(FakeUsers.Configuration.class)
class StaffIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STAFF = "/api/v1/platform/admin/staff";

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @Autowired
    private FakeUsers users;

    private final UUID root = UUID.randomUUID();
    private final UUID newcomer = UUID.randomUUID();
    private final String newcomersAddress = "newcomer." + newcomer + "@example.com";

    private record Answer(int status, JsonNode body) {

        String code() {
            return body.path("code").asString("");
        }
    }

    @BeforeEach
    void nobodyIsThere() {
        superuser().sql("delete from tenants.operator_entries").update();
        superuser().sql("delete from tenants.staff_members").update();
        users.put(newcomer, newcomersAddress, true);
    }

    @Test
    void theFirstNamedPersonBecomesSuperAdminAndTheNextDoesNot() {
        assertThat(access(root).body().path("role").isNull()).isTrue();

        Answer first = appoint(root);
        Answer second = appoint(newcomer);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("role").asString("")).isEqualTo("super_admin");
        assertThat(texts(first.body().path("permissions")))
                .isEqualTo(TenantFixture.constantsOf(PlatformPermissions.class));
        assertThat(second.body().path("role").isNull()).isTrue();
        assertThat(second.body().path("permissions").isEmpty()).isTrue();
        assertThat(access(root).body()).isEqualTo(first.body());
    }

    @Test
    void ofManyFirstOnesAtOnceThereIsOne() throws Exception {
        List<String> roles = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = java.util.stream.Stream.generate(UUID::randomUUID)
                    .limit(8)
                    .map(person -> threads.submit(() -> appoint(person)))
                    .toList();
            for (var answer : answers) {
                roles.add(answer.get().body().path("role").asString("nobody"));
            }
        }
        assertThat(roles).containsOnlyOnce("super_admin");
    }

    /** Somebody who was dismissed, or is in another role, is named again because nobody else is left. */
    @Test
    void theEnvironmentBringsBackAPlatformWithoutOperators() {
        put(root, "support", false);

        assertThat(appoint(root).body().path("role").asString("")).isEqualTo("super_admin");
    }

    @Test
    void onlyTheServiceThatMakesTokensAsks() {
        for (String token : List.of(
                TestTokens.service("campaign", "tenant"), operator(root), TestTokens.user(root, UUID.randomUUID()))) {
            assertThat(call(HttpMethod.GET, "/internal/staff/" + root, token, null)
                            .status())
                    .isEqualTo(403);
            assertThat(call(HttpMethod.POST, "/internal/staff/first", token, named(root))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(staffRows()).isZero();
    }

    @Test
    void anOperatorIsAddedChangedDismissedAndTakenBack() {
        appoint(root);

        Answer added = add(operator(root), newcomersAddress, "ops");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().path("userId").asString("")).isEqualTo(newcomer.toString());
        assertThat(added.body().path("addedBy").asString("")).isEqualTo(root.toString());
        assertThat(texts(access(newcomer).body().path("permissions")))
                .contains(PlatformPermissions.QUEUE_READ, PlatformPermissions.QUEUE_OPERATE)
                .doesNotContain(PlatformPermissions.STAFF_MANAGE);
        assertThat(add(operator(root), newcomersAddress, "ops").code()).isEqualTo("staff-member-exists");

        Answer changed = change(operator(root), newcomer, "{\"role\":\"support\"}");
        assertThat(changed.body().path("role").asString("")).isEqualTo("support");
        assertThat(texts(access(newcomer).body().path("permissions")))
                .containsExactlyInAnyOrder(
                        PlatformPermissions.QUEUE_READ,
                        PlatformPermissions.TENANT_READ,
                        PlatformPermissions.TENANT_ENTER);

        Answer dismissed = change(operator(root), newcomer, "{\"active\":false}");
        assertThat(dismissed.body().path("active").asBoolean(true)).isFalse();
        assertThat(access(newcomer).body().path("role").isNull()).isTrue();
        assertThat(access(newcomer).body().path("permissions").isEmpty()).isTrue();

        change(operator(root), newcomer, "{\"active\":true}");
        assertThat(access(newcomer).body().path("role").asString("")).isEqualTo("support");
        assertThat(call(HttpMethod.GET, STAFF + "/" + newcomer, operator(root), null)
                        .body()
                        .path("email")
                        .asString(""))
                .isEqualTo(newcomersAddress);
        assertThat(change(operator(root), UUID.randomUUID(), "{\"active\":false}")
                        .status())
                .isEqualTo(404);
        JsonNode acts = call(HttpMethod.GET, STAFF + "/acts?limit=4", operator(root), null)
                .body()
                .path("items");
        assertThat(acts.findValuesAsString("action"))
                .containsExactly("staff.changed", "staff.changed", "staff.changed", "staff.added");
        assertThat(acts.path(0).path("operatorId").asString("")).isEqualTo(root.toString());
    }

    @Test
    void theListIsReadInPages() {
        appoint(root);
        add(operator(root), newcomersAddress, "finance");
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = call(HttpMethod.GET, STAFF + "?limit=1&cursor=" + cursor, operator(root), null)
                    .body();
            assertThat(page.path("items").size()).isOne();
            seen.addAll(page.path("items").findValuesAsString("userId"));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyInAnyOrder(root.toString(), newcomer.toString());
    }

    @Test
    void theSameKeyAddsOnce() {
        appoint(root);
        String body = "{\"email\":\"" + newcomersAddress + "\",\"role\":\"ops\"}";
        String key = UUID.randomUUID().toString();

        Answer first = call(HttpMethod.POST, STAFF, operator(root), body, key);
        Answer again = call(HttpMethod.POST, STAFF, operator(root), body, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void theLastSuperAdminStays() {
        appoint(root);
        put(newcomer, "super_admin", false);

        for (String change : List.of("{\"active\":false}", "{\"role\":\"ops\"}")) {
            Answer refused = change(operator(root), root, change);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("last-super-admin");
        }
        assertThat(change(operator(root), newcomer, "{\"active\":true}").status())
                .isEqualTo(200);
        assertThat(change(operator(root), root, "{\"role\":\"ops\"}").status()).isEqualTo(200);
    }

    @Test
    void ofTwoWhoDismissEachOtherAtOnceOneStays() throws Exception {
        for (int round = 0; round < 5; round++) {
            nobodyIsThere();
            put(root, "super_admin", true);
            put(newcomer, "super_admin", true);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(() -> change(operator(root), newcomer, "{\"active\":false}"));
                var other = threads.submit(() -> change(operator(newcomer), root, "{\"active\":false}"));
                assertThat(List.of(one.get().status(), other.get().status())).containsExactlyInAnyOrder(200, 403);
            }
        }
    }

    @Test
    void aTokenThatOutlivesADismissalChangesNothing() {
        appoint(root);
        put(newcomer, "super_admin", true);
        String token = operator(newcomer);
        change(operator(root), newcomer, "{\"active\":false}");

        assertThat(change(token, newcomer, "{\"active\":true}").code()).isEqualTo("permission-required");
        assertThat(add(token, newcomersAddress, "support").code()).isEqualTo("permission-required");
    }

    @Test
    void nobodyGivesOrTakesARoleAboveTheirOwn() {
        appoint(root);
        superuser()
                .sql("insert into tenants.staff_roles (role) values ('lead')")
                .update();
        try {
            superuser().sql("""
                            insert into tenants.staff_role_permissions (role, permission)
                            values ('lead', 'platform:staff:manage'), ('lead', 'platform:queue:read'), ('lead', 'platform:tenant:read'),
                                   ('lead', 'platform:tenant:enter')""").update();
            UUID lead = UUID.randomUUID();
            put(lead, "lead", true);

            for (String above : List.of("super_admin", "ops")) {
                assertThat(add(operator(lead), newcomersAddress, above).code()).isEqualTo("role-above-yours");
                assertThat(change(operator(lead), lead, "{\"role\":\"" + above + "\"}")
                                .code())
                        .isEqualTo("role-above-yours");
            }
            assertThat(change(operator(lead), root, "{\"active\":false}").code())
                    .isEqualTo("role-above-yours");
            assertThat(add(operator(lead), newcomersAddress, "support").status())
                    .isEqualTo(201);
            assertThat(change(operator(lead), newcomer, "{\"role\":\"finance\"}")
                            .status())
                    .isEqualTo(200);
        } finally {
            superuser()
                    .sql("delete from tenants.staff_members where role = 'lead'")
                    .update();
            superuser()
                    .sql("delete from tenants.staff_role_permissions where role = 'lead'")
                    .update();
            superuser()
                    .sql("delete from tenants.staff_roles where role = 'lead'")
                    .update();
        }
    }

    @Test
    void whoOwnsATenantIsNoOperator() {
        appoint(root);
        String owner = TenantFixture.justSignedIn(
                UUID.randomUUID(),
                UUID.randomUUID(),
                TenantFixture.constantsOf(Permissions.class).toArray(String[]::new));

        assertThat(call(HttpMethod.GET, STAFF, owner, null).code()).isEqualTo("permission-required");
        assertThat(add(owner, newcomersAddress, "ops").code()).isEqualTo("permission-required");
        assertThat(call(HttpMethod.GET, STAFF, null, null).status()).isEqualTo(401);
        assertThat(call(HttpMethod.GET, STAFF, TestTokens.service("user", "tenant"), null)
                        .status())
                .isEqualTo(403);
        assertThat(staffRows()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"%s\"}",
                "{\"email\":\"%s\",\"role\":\"owner\"}",
                "{\"email\":\"%s\",\"role\":\"platform:queue:read\"}",
                "{\"email\":\"%s\",\"role\":\"ops\",\"active\":true}",
                "{\"email\":\"%s\",\"role\":\"ops\",\"userId\":\"0190a7c0-0000-7000-8000-000000000000\"}",
                "{\"email\":\"nobody@example.com\",\"role\":\"ops\"}",
            })
    void whatDoesNotFitIsRefusedAndNothingIsWritten(String body) {
        appoint(root);

        Answer refused = call(HttpMethod.POST, STAFF, operator(root), body.formatted(newcomersAddress));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(staffRows()).isOne();
    }

    @Test
    void anAddressThatIsNotProvedIsLikeNone() {
        appoint(root);
        users.put(newcomer, newcomersAddress, false);

        Answer refused = add(operator(root), newcomersAddress, "ops");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").path(0).path("field").asString(""))
                .isEqualTo("email");
        assertThat(staffRows()).isOne();
    }

    @Test
    void theRolesAreWhatTheDocumentationSays() {
        Map<String, Set<String>> expected = Map.of(
                "super_admin", TenantFixture.constantsOf(PlatformPermissions.class),
                "ops",
                        Set.of(
                                PlatformPermissions.QUEUE_READ,
                                PlatformPermissions.QUEUE_OPERATE,
                                PlatformPermissions.TENANT_READ,
                                PlatformPermissions.TENANT_MANAGE,
                                PlatformPermissions.TENANT_ENTER,
                                PlatformPermissions.FLAG_MANAGE),
                "support",
                        Set.of(
                                PlatformPermissions.QUEUE_READ,
                                PlatformPermissions.TENANT_READ,
                                PlatformPermissions.TENANT_ENTER),
                "finance", Set.of(PlatformPermissions.TENANT_READ));
        expected.forEach((role, permissions) -> assertThat(new HashSet<>(superuser()
                        .sql("select permission from tenants.staff_role_permissions where role = ?")
                        .param(role)
                        .query(String.class)
                        .list()))
                .as(role)
                .isEqualTo(permissions));
        assertThat(superuser()
                        .sql("select role from tenants.staff_roles")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    @Test
    void noRoleOfATenantCanHoldAPermissionOfThePlatform() {
        assertThatThrownBy(() -> superuser()
                        .sql(
                                "insert into tenants.role_permissions (role, permission) values ('owner', 'platform:queue:read')")
                        .update())
                .hasMessageContaining("role_permissions_stay_in_tenant");
        assertThatThrownBy(() -> superuser()
                        .sql(
                                "insert into tenants.staff_role_permissions (role, permission) values ('ops', 'campaign:send')")
                        .update())
                .hasMessageContaining("check constraint");
        assertThat(TenantFixture.constantsOf(PlatformPermissions.class))
                .allMatch(permission -> permission.startsWith(PlatformPermissions.PREFIX));
        assertThat(TenantFixture.constantsOf(Permissions.class))
                .noneMatch(permission -> permission.startsWith(PlatformPermissions.PREFIX));
    }

    @Test
    void theServiceItselfCannotWriteRolesNorForgetPeople() {
        var application = JdbcClient.create(database.connectingAs("tenants_app"));
        for (String write : List.of(
                "insert into staff_roles (role) values ('boss')",
                "update staff_role_permissions set role = 'support'",
                "delete from staff_role_permissions",
                "delete from staff_members")) {
            assertThatThrownBy(() -> application.sql(write).update())
                    .as(write)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    private static String operator(UUID person) {
        return TenantFixture.justSignedIn(person, null, PlatformPermissions.STAFF_MANAGE);
    }

    private static String named(UUID person) {
        return "{\"userId\":\"" + person + "\",\"email\":\"root@example.com\",\"name\":\"Root\"}";
    }

    private Answer appoint(UUID person) {
        return call(HttpMethod.POST, "/internal/staff/first", TestTokens.service("user", "tenant"), named(person));
    }

    private Answer access(UUID person) {
        return call(HttpMethod.GET, "/internal/staff/" + person, TestTokens.service("user", "tenant"), null);
    }

    private Answer add(String token, String email, String role) {
        return call(HttpMethod.POST, STAFF, token, "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
    }

    private Answer change(String token, UUID person, String body) {
        return call(HttpMethod.PATCH, STAFF + "/" + person, token, body);
    }

    private void put(UUID person, String role, boolean active) {
        superuser().sql("""
                        insert into tenants.staff_members (user_id, email, name, role, active, created_at, changed_at)
                        values (?, 'x@example.com', 'X', ?, ?, now(), now())
                        on conflict (user_id) do update set role = excluded.role, active = excluded.active""").params(person, role, active).update();
    }

    private long staffRows() {
        return superuser()
                .sql("select count(*) from tenants.staff_members")
                .query(Long.class)
                .single();
    }

    private Answer call(HttpMethod method, String path, @Nullable String token, @Nullable String body) {
        return call(method, path, token, body, null);
    }

    private Answer call(
            HttpMethod method,
            String path,
            @Nullable String token,
            @Nullable String body,
            @Nullable String idempotencyKey) {
        var request = http.method(method).uri(path);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var result = request.exchange().expectBody(String.class).returnResult();
        String text = result.getResponseBody();
        return new Answer(result.getStatus().value(), text == null ? JSON.createObjectNode() : JSON.readTree(text));
    }

    private JdbcClient superuser() {
        return JdbcClient.create(database.superuser());
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(text -> texts.add(text.asString("")));
        return texts;
    }
}
