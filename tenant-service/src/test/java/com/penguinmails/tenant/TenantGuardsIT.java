package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.tenancy.CatalogCheck;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What must hold when somebody tries, or tries at the same time as somebody else. */
@ServiceTest
@Import(FakeUsers.Configuration.class)
class TenantGuardsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @Autowired
    private CatalogCheck catalog;

    @Autowired
    private TransactionTemplate transaction;

    private final UUID ada = UUID.randomUUID();

    private record Answer(int status, JsonNode body) {

        String code() {
            return body.path("code").asString("");
        }
    }

    @Test
    void aPersonSeesTheirOwnTenantsAndNobodyElses() {
        UUID first = create(ada, "First");
        UUID second = create(ada, "Second");
        create(UUID.randomUUID(), "Foreign");

        JsonNode mine = call(HttpMethod.GET, "/api/v1/tenants", TestTokens.user(ada, second), null)
                .body()
                .path("items");

        assertThat(mine.findValuesAsString("tenantId")).containsExactly(first.toString(), second.toString());
        assertThat(mine.findValuesAsString("tenantName")).containsExactly("First", "Second");
    }

    @Test
    void theDoorsOpenForTheNamedPersonOnlyAndOnlyForReading() {
        UUID tenant = create(ada, "Behind the door");
        create(UUID.randomUUID(), "Foreign");
        asApplication(sql -> {
            assertThat(count(sql, "memberships")).isZero();
            assertThat(count(sql, "tenants")).isZero();
        });
        asApplication(sql -> {
            nameUser(sql, ada);
            assertThat(count(sql, "memberships")).isOne();
            assertThat(sql.sql("select tenant_id from tenants")
                            .query(UUID.class)
                            .list())
                    .containsExactly(tenant);
            assertThat(count(sql, "data_keys")).isZero();
            assertThat(sql.sql("update memberships set role = 'viewer'").update())
                    .isZero();
            assertThat(sql.sql("delete from tenants").update()).isZero();
        });
        asApplication(sql -> {
            nameUser(sql, UUID.randomUUID());
            assertThat(count(sql, "memberships")).isZero();
            assertThat(count(sql, "tenants")).isZero();
        });
    }

    @Test
    void thePermissionsOfRolesAreThoseThatEndpointsAskFor() {
        Set<String> known = TenantFixture.constantsOf(Permissions.class);
        List<String> roles = List.of("viewer", "member", "manager", "admin", "owner");
        Set<String> lower = Set.of();
        for (String role : roles) {
            Set<String> granted = new HashSet<>(superuser()
                    .sql("select permission from tenants.role_permissions where role = ?")
                    .param(role)
                    .query(String.class)
                    .list());
            assertThat(known).containsAll(granted);
            assertThat(granted).as("%s has what the role below has", role).containsAll(lower);
            lower = granted;
        }
        assertThat(lower).as("an owner may do everything").isEqualTo(known);
    }

    @Test
    void twentyIsTheMostEvenForWhoAsksForAllAtOnce() throws Exception {
        IntStream.range(0, 18).forEach(i -> create(ada, "Number " + i));

        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> call(
                                    HttpMethod.POST,
                                    "/api/v1/tenants",
                                    TestTokens.user(ada, null),
                                    "{\"name\":\"More\"}")
                            .status()))
                    .toList();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
        }

        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(2);
    }

    @Test
    void aTenantThatFailsHalfWayLeavesNothingBehind() {
        long tenants = superuser()
                .sql("select count(*) from tenants.tenants")
                .query(Long.class)
                .single();
        long jobs = superuser()
                .sql("select count(*) from queue.jobs")
                .query(Long.class)
                .single();
        superuser()
                .sql("alter table tenants.workspaces add constraint broken check (slug <> 'main') not valid")
                .update();
        try {
            assertThat(call(HttpMethod.POST, "/api/v1/tenants", TestTokens.user(ada, null), "{\"name\":\"Half\"}")
                            .status())
                    .isEqualTo(409);
        } finally {
            superuser()
                    .sql("alter table tenants.workspaces drop constraint broken")
                    .update();
        }

        assertThat(superuser()
                        .sql("select count(*) from tenants.tenants")
                        .query(Long.class)
                        .single())
                .isEqualTo(tenants);
        assertThat(superuser()
                        .sql("select count(*) from queue.jobs")
                        .query(Long.class)
                        .single())
                .isEqualTo(jobs);
        assertThat(call(HttpMethod.GET, "/api/v1/tenants", TestTokens.user(ada, null), null)
                        .body()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void twoChangesAtOnceBothHold() throws Exception {
        UUID tenant = create(ada, "Both");
        String token = TestTokens.user(ada, tenant, Permissions.TENANT_MANAGE, Permissions.TENANT_READ);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                String name = "Name " + round;
                String address = "Street " + round + ", Ghent";
                var one = threads.submit(
                        () -> call(HttpMethod.PATCH, "/api/v1/tenant", token, "{\"name\":\"" + name + "\"}"));
                var two = threads.submit(() ->
                        call(HttpMethod.PATCH, "/api/v1/tenant", token, "{\"postalAddress\":\"" + address + "\"}"));
                assertThat(one.get().status()).isEqualTo(200);
                assertThat(two.get().status()).isEqualTo(200);

                JsonNode now =
                        call(HttpMethod.GET, "/api/v1/tenant", token, null).body();
                assertThat(now.path("name").asString("")).isEqualTo(name);
                assertThat(now.path("postalAddress").asString("")).isEqualTo(address);
            }
        }
    }

    @Test
    void timeZonesAreIanaNames() {
        String token = TestTokens.user(ada, create(ada, "Zones"), Permissions.TENANT_MANAGE, Permissions.TENANT_READ);

        assertThat(call(HttpMethod.GET, "/api/v1/tenant", token, null)
                        .body()
                        .path("timezone")
                        .asString(""))
                .isEqualTo("UTC");
        for (String zone : List.of("+02:00", "Z", "europe/madrid", "", "CEST")) {
            assertThat(call(HttpMethod.PATCH, "/api/v1/tenant", token, "{\"timezone\":\"" + zone + "\"}")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(call(HttpMethod.PATCH, "/api/v1/tenant", token, "{\"timezone\":\"Europe/Madrid\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void workspacesMayBeNamedInAnyScript() {
        String token = TestTokens.user(ada, create(ada, "Scripts"), Permissions.WORKSPACE_MANAGE);

        Answer tokyo = call(HttpMethod.POST, "/api/v1/workspaces", token, "{\"name\":\"東京\"}");

        assertThat(tokyo.status()).isEqualTo(201);
        assertThat(tokyo.body().path("slug").asString("")).matches("workspace-[0-9a-f]{8}");
        assertThat(call(HttpMethod.POST, "/api/v1/workspaces", token, "{\"name\":\"大阪\"}")
                        .status())
                .isEqualTo(201);
        assertThat(call(HttpMethod.POST, "/api/v1/workspaces", token, "{\"name\":\"…!\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Timeout(60)
    void hostileTextIsRefused() {
        String token = TestTokens.user(ada, create(ada, "Hostile"), Permissions.TENANT_MANAGE);
        for (String text : List.of("a\\u0000b", "a\\u0085b", "a\\u2028b", "a".repeat(500_000) + "\\u0001", "\\ud800")) {
            assertThat(call(HttpMethod.PATCH, "/api/v1/tenant", token, "{\"name\":\"" + text + "\"}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void whoMayNotIsTold() {
        UUID tenant = create(ada, "Closed");
        for (String path : List.of("/api/v1/tenant", "/api/v1/tenants", "/api/v1/workspaces")) {
            assertThat(call(HttpMethod.GET, path, null, null).status()).isEqualTo(401);
            assertThat(call(HttpMethod.GET, path, TestTokens.service("worker", "tenant"), null)
                            .status())
                    .isEqualTo(403);
        }
        Answer noTenant = call(HttpMethod.GET, "/api/v1/tenant", TestTokens.user(ada, null), null);
        assertThat(noTenant.status()).isEqualTo(403);
        assertThat(noTenant.code()).isEqualTo("tenant-required");
        String viewer = TestTokens.user(ada, tenant, Permissions.TENANT_READ, Permissions.WORKSPACE_READ);
        Answer noPermission = call(HttpMethod.POST, "/api/v1/workspaces", viewer, "{\"name\":\"New\"}");
        assertThat(noPermission.status()).isEqualTo(403);
        assertThat(noPermission.code()).isEqualTo("permission-required");
        assertThat(call(HttpMethod.GET, "/api/v1/workspaces/" + UUID.randomUUID(), viewer, null)
                        .status())
                .isEqualTo(404);
        assertThat(call(HttpMethod.GET, "/api/v1/workspaces/nonsense", viewer, null)
                        .status())
                .isEqualTo(400);
        assertThat(call(HttpMethod.GET, "/internal/tenants/" + tenant, viewer, null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void otherServicesLookTenantsUp() {
        UUID tenant = create(ada, "Looked up");
        String service = TestTokens.service("campaign", "tenant");

        Answer found = call(HttpMethod.GET, "/internal/tenants/" + tenant, service, null);
        assertThat(found.body().path("name").asString("")).isEqualTo("Looked up");
        assertThat(found.body().path("status").asString("")).isEqualTo("active");
        assertThat(found.body().path("postalAddress").isNull()).isTrue();
        assertThat(call(HttpMethod.GET, "/internal/tenants/" + UUID.randomUUID(), service, null)
                        .status())
                .isEqualTo(404);
        assertThat(call(
                                HttpMethod.GET,
                                "/internal/memberships?userId=" + UUID.randomUUID(),
                                TestTokens.service("user", "tenant"),
                                null)
                        .body()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theCatalogIsCleanAndAWiderDoorIsFound() {
        assertThat(findings()).isEmpty();
        superuser()
                .sql("create policy wider on tenants.data_keys for select to tenants_app using (true)")
                .update();
        try {
            assertThat(findings()).extracting(CatalogCheck.Finding::object).contains("data_keys");
        } finally {
            superuser().sql("drop policy wider on tenants.data_keys").update();
        }
    }

    private List<CatalogCheck.Finding> findings() {
        return TenantScope.platform("reading the catalog", () -> transaction.execute(status -> catalog.findings()));
    }

    private UUID create(UUID person, String name) {
        Answer answer =
                call(HttpMethod.POST, "/api/v1/tenants", TestTokens.user(person, null), "{\"name\":\"" + name + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        return UUID.fromString(answer.body().path("id").asString(""));
    }

    private Answer call(HttpMethod method, String path, @Nullable String token, @Nullable String body) {
        var request = http.method(method).uri(path);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
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

    /** One transaction as the role the service runs as, with nothing set. */
    private void asApplication(java.util.function.Consumer<JdbcClient> work) {
        try (var connection = database.connectingAs("tenants_app").getConnection()) {
            connection.setAutoCommit(false);
            work.accept(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            connection.rollback();
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void nameUser(JdbcClient sql, UUID user) {
        sql.sql("select set_config('app.user_id', ?, true)")
                .param(user.toString())
                .query(String.class)
                .single();
    }

    private static long count(JdbcClient sql, String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }
}
