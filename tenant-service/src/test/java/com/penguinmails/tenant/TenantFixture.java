package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of this service share: the service, started once, and short words for asking it. */
@ServiceTest
@Import(FakeUsers.Configuration.class)
abstract class TenantFixture {

    static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @Autowired
    FakeUsers users;

    record Answer(int status, JsonNode body, HttpHeaders headers) {

        String code() {
            return body.path("code").asString("");
        }

        String text(String field) {
            return body.path(field).asString("");
        }

        UUID id(String field) {
            return UUID.fromString(text(field));
        }

        Answer expect(int wanted) {
            assertThat(status).as("%s", body).isEqualTo(wanted);
            return this;
        }

        void refused(int wanted, String code) {
            assertThat(code()).as("%s", body).isEqualTo(code);
            assertThat(status).isEqualTo(wanted);
        }
    }

    Answer get(String path, @Nullable String token) {
        return call(HttpMethod.GET, path, token, null, Map.of());
    }

    Answer post(String path, @Nullable String token, @Nullable String body) {
        return call(HttpMethod.POST, path, token, body, Map.of());
    }

    Answer put(String path, @Nullable String token, @Nullable String body) {
        return call(HttpMethod.PUT, path, token, body, Map.of());
    }

    Answer patch(String path, @Nullable String token, String body) {
        return call(HttpMethod.PATCH, path, token, body, Map.of());
    }

    Answer delete(String path, @Nullable String token) {
        return call(HttpMethod.DELETE, path, token, null, Map.of());
    }

    Answer call(
            HttpMethod method,
            String path,
            @Nullable String token,
            @Nullable String body,
            Map<String, String> headers) {
        var request = http.method(method).uri(java.net.URI.create(path.replace(" ", "%20")));
        headers.forEach(request::header);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var result = request.exchange().expectBody(String.class).returnResult();
        String text = result.getResponseBody();
        return new Answer(
                result.getStatus().value(),
                text == null || text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text),
                result.getResponseHeaders());
    }

    /** A new tenant of this person. */
    UUID tenantOf(UUID owner) {
        return post("/api/v1/tenants", TestTokens.user(owner, null), "{\"name\":\"Acme\"}")
                .expect(201)
                .id("id");
    }

    /** A new person in this role, put there behind the service's back. */
    UUID member(UUID tenant, String role) {
        UUID person = UUID.randomUUID();
        join(tenant, person, role);
        return person;
    }

    void join(UUID tenant, UUID person, String role) {
        superuser()
                .sql("insert into tenants.memberships (tenant_id, user_id, role, joined_at) values (?, ?, ?, now())")
                .params(tenant, person, role)
                .update();
    }

    /** A token as user-service makes it: with what the role may do at this moment. */
    String token(UUID tenant, UUID person) {
        String[] permissions = superuser()
                .sql("""
                        select p.permission from tenants.memberships m join tenants.role_permissions p on p.role = m.role
                        where m.tenant_id = ? and m.user_id = ?
                        union
                        select c.permission from tenants.memberships m
                          join tenants.custom_role_permissions c on c.tenant_id = m.tenant_id and c.role = m.custom_role
                        where m.tenant_id = ? and m.user_id = ?""")
                .params(tenant, person, tenant, person)
                .query(String.class)
                .list()
                .toArray(String[]::new);
        return justSignedIn(person, tenant, permissions);
    }

    /** Every permission that such a class names. */
    static Set<String> constantsOf(Class<?> permissions) {
        var values = new HashSet<String>();
        for (Field constant : permissions.getFields()) {
            try {
                if (constant.get(null) instanceof String value && !value.equals(PlatformPermissions.PREFIX)) {
                    values.add(value);
                }
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return values;
    }

    /** Actions in the tenant's log, from new to old. */
    List<String> actions(UUID tenant) {
        return superuser()
                .sql("select action from tenants.audit_entries where tenant_id = ? order by seq desc")
                .param(tenant)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Brings a job to its handler, as the worker does, and says what the handler wants next. */
    String job(String kind, UUID tenant, Object payload) {
        Answer report = post(
                        "/internal/jobs/" + kind,
                        TestTokens.service("worker", "tenant"),
                        JSON.writeValueAsString(List.of(Map.of(
                                "id",
                                UUID.randomUUID(),
                                "tenantId",
                                tenant,
                                "kind",
                                kind,
                                "attempt",
                                1,
                                "payload",
                                JSON.writeValueAsString(payload),
                                "traceparent",
                                ""))))
                .expect(200);
        return report.body().findValuesAsString("next").getFirst();
    }

    /** All at once; the answers in the order of the tasks. */
    static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }

    TestDatabase database() {
        return database;
    }

    JdbcClient superuser() {
        return JdbcClient.create(database.superuser());
    }

    long count(String sql, Object... parameters) {
        return superuser().sql(sql).params(parameters).query(Long.class).single();
    }

    /** Somebody on the staff, put there behind the service's back. */
    UUID staffMember(String role) {
        UUID person = UUID.randomUUID();
        superuser().sql("""
                        insert into tenants.staff_members (user_id, email, name, role, active, created_at, changed_at)
                        values (?, 'op@example.com', 'Op', ?, true, now(), now())""").params(person, role).update();
        return person;
    }

    /** A token as user-service makes it for an operator: with what the role may do at this moment. */
    String operatorToken(UUID operator) {
        return justSignedIn(
                operator,
                null,
                superuser().sql("""
                                select p.permission from tenants.staff_members m
                                join tenants.staff_role_permissions p on p.role = m.role
                                where m.user_id = ?""").param(operator).query(String.class).list().toArray(String[]::new));
    }

    /** A token that says the person has just proved who they are. */
    static String justSignedIn(UUID person, @Nullable UUID tenant, String... permissions) {
        return TestTokens.sign(TestTokens.userClaims(person, tenant, permissions)
                .claim("auth_time", Instant.now().getEpochSecond())
                .build());
    }
}
