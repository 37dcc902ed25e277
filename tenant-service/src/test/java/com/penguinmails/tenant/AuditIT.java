package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.testkit.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/** The log of a tenant: what is in it, and that nobody changes it unseen. */
class AuditIT extends TenantFixture {

    private static final String LOG = "/api/v1/audit-log";

    private final UUID ada = UUID.randomUUID();

    @Test
    void whatIsDoneStandsInTheLog() {
        UUID tenant = tenantOf(ada);
        patch("/api/v1/tenant", token(tenant, ada), "{\"name\":\"After\"}").expect(200);
        call(
                        HttpMethod.POST,
                        "/api/v1/workspaces",
                        token(tenant, ada),
                        "{\"name\":\"Second\"}",
                        Map.of("X-Forwarded-For", "203.0.113.9", "X-Request-Id", "request-of-the-test"))
                .expect(201);

        JsonNode entries = get(LOG, token(tenant, ada)).expect(200).body().path("items");

        assertThat(entries.findValuesAsString("action"))
                .containsExactly("workspace.created", "tenant.changed", "tenant.created");
        assertThat(entries.path(0).path("seq").asLong()).isEqualTo(3);
        assertThat(entries.path(0).path("actorId").asString("")).isEqualTo(ada.toString());
        assertThat(entries.path(0).path("ip").asString("")).isEqualTo("203.0.113.9");
        assertThat(entries.path(0).path("requestId").asString("")).isEqualTo("request-of-the-test");
        assertThat(entries.path(0).path("previousHash").asString(""))
                .isEqualTo(entries.path(1).path("hash").asString("-"));
        assertThat(entries.path(1).path("details").path("nameBefore").asString(""))
                .isEqualTo("Acme");
        assertThat(entries.path(2).path("previousHash").asString("")).isEqualTo("0".repeat(64));
        assertIntact(tenant, 3);
    }

    @Test
    void whatIsRefusedLeavesNoEntry() {
        UUID tenant = tenantOf(ada);
        patch("/api/v1/tenant", token(tenant, ada), "{\"name\":\"\"}").expect(400);
        post("/api/v1/workspaces", token(tenant, ada), "{\"name\":\"Main\"}").expect(409);
        patch("/api/v1/tenant", token(tenant, ada), "{\"name\":\"Acme\"}").expect(200);

        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void itIsReadInPagesAndByFilters() {
        UUID tenant = tenantOf(ada);
        IntStream.range(0, 5)
                .forEach(i -> post("/api/v1/workspaces", token(tenant, ada), "{\"name\":\"Number %d\"}".formatted(i))
                        .expect(201));
        var seen = new ArrayList<Long>();
        String cursor = "";
        do {
            Answer page =
                    get(LOG + "?limit=2&cursor=" + cursor, token(tenant, ada)).expect(200);
            page.body()
                    .path("items")
                    .forEach(entry -> seen.add(entry.path("seq").asLong()));
            cursor = page.text("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(found(tenant, "action=tenant.created")).isEqualTo(1);
        assertThat(found(tenant, "resource=workspace")).isEqualTo(5);
        assertThat(found(tenant, "actorId=" + ada)).isEqualTo(6);
        assertThat(found(tenant, "actorId=" + UUID.randomUUID())).isZero();
        assertThat(found(tenant, "from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"))
                .isEqualTo(6);
        assertThat(found(tenant, "to=2020-01-01T00:00:00Z")).isZero();
        for (String bad : List.of(
                "from=%2B1000000000-12-31T23:59:59Z",
                "to=-1000000000-01-01T00:00:00Z",
                "from=1999-12-31T23:59:59Z",
                "action=a%00b",
                "limit=0",
                "limit=201",
                "cursor=nonsense",
                "from=yesterday",
                "action=" + "x".repeat(82))) {
            get(LOG + "?" + bad, token(tenant, ada)).expect(400);
        }
    }

    @Test
    void onlyWhoMayReadsItAndOnlyTheirOwn() {
        UUID tenant = tenantOf(ada);
        UUID other = tenantOf(UUID.randomUUID());

        get(LOG, null).expect(401);
        for (String role : List.of("viewer", "member", "manager")) {
            get(LOG, token(tenant, member(tenant, role))).refused(403, "permission-required");
            get(LOG + "/verification", token(tenant, member(tenant, role))).refused(403, "permission-required");
        }
        get(LOG, TestTokens.service("campaign", "tenant")).expect(403);
        get(LOG, token(tenant, member(tenant, "admin"))).expect(200);
        assertThat(get(LOG + "?resourceId=" + other, token(tenant, ada))
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | changed      | update tenants.audit_entries set action = 'tenant.kept' where seq = 2",
                "2 | changed      | update tenants.audit_entries set actor_id = 'somebody' where seq = 2",
                "2 | changed      | update tenants.audit_entries set at = at + interval '1 second' where seq = 2",
                "2 | changed      | update tenants.audit_entries set details = '{\"slug\":\"other\"}' where seq = 2",
                "2 | changed      | update tenants.audit_entries set details = '[1]' where seq = 2",
                "2 | changed      | update tenants.audit_entries set ip = '203.0.113.1' where seq = 2",
                "2 | changed      | update tenants.audit_entries set hash = decode(repeat('ab', 32), 'hex') where seq = 2",
                "2 | missing      | delete from tenants.audit_entries where seq = 2",
                "1 | missing      | delete from tenants.audit_entries where seq = 1",
                "5 | missing      | delete from tenants.audit_entries where seq = 5",
                "1 | missing      | delete from tenants.audit_entries",
                "3 | missing      | update tenants.audit_entries set seq = seq + 10 where seq > 2",
                "5 | end-forged   | update tenants.audit_heads set seal = 'p1.forged'",
                "5 | end-forged   | delete from tenants.audit_heads",
            })
    void whoeverChangesItAsTheOwnerOfTheTablesIsFound(long firstBroken, String problem, String sql) {
        UUID tenant = withFiveEntries();

        asOwner(tenant, owner -> assertThat(owner.sql(sql).update()).isPositive());

        Answer report = get(LOG + "/verification", token(tenant, ada)).expect(200);
        assertThat(report.body().path("intact").asBoolean(true)).isFalse();
        assertThat(report.text("problem")).isEqualTo(problem);
        assertThat(report.body().path("firstBroken").asLong()).isEqualTo(firstBroken);
    }

    /** Who rewrites an entry with a fitting hash breaks the link of the next one. */
    @Test
    void aHashThatFitsItsEntryDoesNotFitTheNext() {
        UUID tenant = withFiveEntries();
        // Two entries change places: each has a hash that is right for what it says, but for its number.
        asOwner(tenant, owner -> {
            owner.sql("update tenants.audit_entries set seq = 100 where seq = 2")
                    .update();
            owner.sql("update tenants.audit_entries set seq = 2 where seq = 3").update();
            owner.sql("update tenants.audit_entries set seq = 3 where seq = 100")
                    .update();
        });

        assertThat(get(LOG + "/verification", token(tenant, ada))
                        .body()
                        .path("firstBroken")
                        .asLong())
                .isEqualTo(2);
    }

    /** The log as it was some entries ago, with the seal of then: only who kept a hash can tell. */
    @Test
    void aLogThatWasRolledBackShowsToWhoKeptAHash() {
        UUID tenant = tenantOf(ada);
        String seal = superuser()
                .sql("select seal from tenants.audit_heads where tenant_id = ?")
                .param(tenant)
                .query(String.class)
                .single();
        post("/api/v1/workspaces", token(tenant, ada), "{\"name\":\"Gone\"}").expect(201);
        Answer kept = get(LOG + "/verification", token(tenant, ada));
        String query = "?seq=2&hash=" + kept.text("lastHash");
        assertThat(get(LOG + "/verification" + query, token(tenant, ada))
                        .body()
                        .path("intact")
                        .asBoolean(false))
                .isTrue();

        asOwner(tenant, owner -> {
            owner.sql("delete from tenants.audit_entries where seq = 2").update();
            owner.sql("""
                            update tenants.audit_heads set seq = 1, seal = ?,
                              hash = (select hash from tenants.audit_entries where seq = 1)""").param(seal).update();
        });

        assertIntact(tenant, 1);
        Answer report = get(LOG + "/verification" + query, token(tenant, ada));
        assertThat(report.text("problem")).isEqualTo("missing");
        assertThat(report.body().path("firstBroken").asLong()).isEqualTo(2);
        get(LOG + "/verification?seq=2", token(tenant, ada)).expect(400);
        get(LOG + "/verification?seq=2&hash=xyz", token(tenant, ada)).expect(400);
        assertThat(get(LOG + "/verification?seq=1&hash=" + "a".repeat(64), token(tenant, ada))
                        .text("problem"))
                .isEqualTo("not-as-kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entries set action = 'x.y'",
                "delete from audit_entries",
                "truncate audit_entries",
                "delete from audit_heads",
            })
    void theServiceItselfCannotChangeEntries(String sql) throws Exception {
        UUID tenant = tenantOf(ada);
        try (var connection = database().connectingAs("tenants_app").getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select set_config('app.tenant_id', '" + tenant + "', true)");
            connection.createStatement().execute("set local search_path = tenants");
            assertThatThrownBy(() -> connection.createStatement().execute(sql))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void manyAtOnceMakeOneChain() throws Exception {
        UUID tenant = tenantOf(ada);
        String token = token(tenant, ada);
        String service = TestTokens.service("campaign", "tenant");
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "Number " + i;
            tasks.add(() -> post("/api/v1/workspaces", token, "{\"name\":\"" + name + "\"}")
                    .status());
            tasks.add(
                    () -> post(intake(tenant), service, act(UUID.randomUUID())).status());
        }

        assertThat(together(tasks)).containsOnly(200, 201);

        assertIntact(tenant, 41);
        assertThat(superuser()
                        .sql("select seq from tenants.audit_entries where tenant_id = ? order by seq")
                        .param(tenant)
                        .query(Long.class)
                        .list())
                .isEqualTo(LongStream.rangeClosed(1, 41).boxed().toList());
    }

    @Test
    void anotherServiceTellsWhatItDidAndTwiceIsOnce() throws Exception {
        UUID tenant = tenantOf(ada);
        String act = act(UUID.randomUUID());
        String service = TestTokens.service("campaign", "tenant");

        assertThat(together(List.<Callable<Integer>>of(
                        () -> post(intake(tenant), service, act).status(),
                        () -> post(intake(tenant), service, act).status(),
                        () -> post(intake(tenant), service, act).status())))
                .containsOnly(200);

        JsonNode entries = get(LOG + "?action=campaign.launched", token(tenant, ada))
                .body()
                .path("items");
        assertThat(entries.size()).isOne();
        assertThat(entries.path(0).path("details").path("leads").asString("")).isEqualTo("12");
        assertIntact(tenant, 2);
    }

    @Test
    void theSameByAJob() {
        UUID tenant = tenantOf(ada);
        for (int i = 0; i < 2; i++) {
            Answer report = post(
                            "/internal/jobs/tenant.record-act",
                            TestTokens.service("worker", "tenant"),
                            delivery(tenant, act(tenant)))
                    .expect(200);
            assertThat(report.body().findValuesAsString("next")).containsExactly("DONE");
        }
        Answer unfit = post(
                "/internal/jobs/tenant.record-act",
                TestTokens.service("worker", "tenant"),
                delivery(tenant, act(UUID.randomUUID()).replace("campaign.launched", "nonsense")));
        assertThat(unfit.body().findValuesAsString("next")).containsExactly("DISCARD");
        assertThat(actions(tenant)).containsExactly("campaign.launched", "tenant.created");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        UUID tenant = tenantOf(ada);
        String service = TestTokens.service("campaign", "tenant");
        String act = act(UUID.randomUUID());
        for (String bad : List.of(
                act.replace("campaign.launched", "Launch!"),
                act.replace("\"user\"", "\"root\""),
                "{}",
                "{\"details\":{}}",
                act.replace("\"actorId\":\"" + ada + "\",", ""),
                act.replace("\"12\"", "null"),
                act.replace("203.0.113.7", "localhost"),
                act.replace("2026-11-22T10:00:00.123456789Z", "+1000000000-12-31T23:59:59Z"),
                act.replace("\"r1\"", "\"" + "r".repeat(65) + "\""),
                act.replace("\"12\"", "\"" + "x".repeat(501) + "\""),
                act.replace("\"resource\":\"campaign\"", "\"resource\":\"\""))) {
            post(intake(tenant), service, bad).expect(400);
        }
        post(intake(UUID.randomUUID()), service, act).expect(404);
        post(intake(tenant), token(tenant, ada), act).expect(403);
        post(intake(tenant), null, act).expect(401);
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    private UUID withFiveEntries() {
        UUID tenant = tenantOf(ada);
        IntStream.range(0, 4)
                .forEach(i -> post("/api/v1/workspaces", token(tenant, ada), "{\"name\":\"Number %d\"}".formatted(i))
                        .expect(201));
        assertIntact(tenant, 5);
        return tenant;
    }

    private void assertIntact(UUID tenant, long entries) {
        Answer report = get(LOG + "/verification", token(tenant, ada)).expect(200);
        assertThat(report.body().path("intact").asBoolean(false))
                .as("%s", report.body())
                .isTrue();
        assertThat(report.body().path("entries").asLong()).isEqualTo(entries);
        assertThat(report.body().path("firstBroken").isNull()).isTrue();
    }

    private int found(UUID tenant, String query) {
        return get(LOG + "?" + query, token(tenant, ada))
                .expect(200)
                .body()
                .path("items")
                .size();
    }

    /** The owner of the tables is bound by the policies too, so it names the tenant. */
    private void asOwner(UUID tenant, Consumer<JdbcClient> work) {
        try (var connection = database().connectingAs("tenants_owner").getConnection()) {
            connection.setAutoCommit(false);
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            sql.sql("select set_config('app.tenant_id', ?, true)")
                    .param(tenant.toString())
                    .query(String.class)
                    .single();
            work.accept(sql);
            connection.commit();
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String intake(UUID tenant) {
        return "/internal/tenants/" + tenant + "/audit-log";
    }

    private String act(UUID id) {
        return """
                {"id":"%s","at":"2026-11-22T10:00:00.123456789Z","actor":"user","actorId":"%s","action":"campaign.launched",
                 "resource":"campaign","resourceId":"c1","details":{"leads":"12"},"ip":"203.0.113.7","requestId":"r1"}""".formatted(id, ada);
    }

    private static String delivery(UUID tenant, String payload) {
        return JSON.writeValueAsString(List.of(Map.of(
                "id",
                UUID.randomUUID(),
                "kind",
                "tenant.record-act",
                "tenantId",
                tenant,
                "attempt",
                1,
                "traceparent",
                "",
                "payload",
                payload)));
    }
}
