package com.penguinmails.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.TestTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Keys for programs: what they may do, for how long, and that nobody reads them out of the database. */
class ApiKeysIT extends TenantFixture {

    private static final String KEYS = "/api/v1/tenant/api-keys";
    private static final String INTROSPECTION = "/internal/api-keys/introspection";

    private final UUID ada = UUID.randomUUID();

    @Test
    void aKeyIsShownOnceAndGivesWhatItWasGiven() {
        UUID tenant = tenantOf(ada);
        Answer made = make(tenant, ada, "[\"campaign:send\",\"lead:read\"]").expect(201);
        String secret = made.text("secret");

        assertThat(secret).matches("pm_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}");
        assertThat(made.headers().getCacheControl()).contains("no-store");
        JsonNode grant = introspect(secret).expect(200).body();
        assertThat(grant.path("tenantId").asString("")).isEqualTo(tenant.toString());
        assertThat(grant.path("createdBy").asString("")).isEqualTo(ada.toString());
        assertThat(texts(grant.path("permissions"))).containsExactly("campaign:send", "lead:read");
        assertThat(texts(grant.path("allowedRanges"))).isEmpty();
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(grant.path("expiresAt").asString(""))))
                .isBetween(Duration.ofDays(89), Duration.ofDays(91));
        String path = KEYS + "/" + grant.path("keyId").asString("");
        Answer listed = get(path, token(tenant, ada)).expect(200);
        assertThat(listed.text("prefix")).isEqualTo(secret.substring(8, 20));
        assertThat(listed.body().toString())
                .doesNotContain(secret.substring(21))
                .doesNotContain("hash");
        assertThat(grant.toString()).doesNotContain("hash").doesNotContain(secret.substring(21));
        assertThat(actions(tenant)).containsExactly("api-key.created", "tenant.created");
    }

    @Test
    void nothingInTheDatabaseIsTheKey() {
        UUID tenant = tenantOf(ada);
        String secret = call(
                        HttpMethod.POST,
                        KEYS,
                        token(tenant, ada),
                        body("[\"lead:read\"]"),
                        Map.of("Idempotency-Key", "a-request"))
                .expect(201)
                .text("secret");
        for (String table : List.of("api_keys", "audit_entries", "idempotency_keys")) {
            assertThat(count(
                            "select count(*) from tenants." + table + " t where t::text like ?",
                            "%" + secret.substring(21, 53) + "%"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void theSameRequestMakesOneKey() throws Exception {
        UUID tenant = tenantOf(ada);
        String token = token(tenant, ada);
        List<Callable<Answer>> tasks = Collections.nCopies(
                4,
                () -> call(HttpMethod.POST, KEYS, token, body("[\"lead:read\"]"), Map.of("Idempotency-Key", "same")));

        List<Answer> answers = together(tasks);

        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(answers.stream().map(Answer::code)).contains("api-key-made-already");
        assertThat(count("select count(*) from tenants.api_keys where tenant_id = ?", tenant))
                .isOne();
        call(HttpMethod.POST, KEYS, token, body("[\"lead:read\"]"), Map.of("Idempotency-Key", "x".repeat(256)))
                .expect(400);
    }

    @Test
    void aKeyGetsNoMoreThanItsMakerHasAndNothingThatIsForPeople() {
        UUID tenant = tenantOf(ada);
        UUID admin = member(tenant, "admin");
        for (String scope : List.of(
                "member:manage",
                "api-key:manage",
                "api-key:read",
                "security:manage",
                "billing:manage",
                "tenant:delete",
                "tenant:transfer",
                "platform:queue:read",
                "made:up")) {
            make(tenant, ada, "[\"lead:read\",\"" + scope + "\"]").refused(403, "scope-above-yours");
        }
        superuser()
                .sql("delete from tenants.role_permissions where role = 'admin' and permission = 'campaign:send'")
                .update();
        try {
            make(tenant, admin, "[\"campaign:send\"]").refused(403, "scope-above-yours");
        } finally {
            superuser()
                    .sql("insert into tenants.role_permissions (role, permission) values ('admin', 'campaign:send')")
                    .update();
        }
        for (String role : List.of("manager", "member", "viewer")) {
            UUID person = member(tenant, role);
            make(tenant, person, "[\"lead:read\"]").refused(403, "permission-required");
            get(KEYS, token(tenant, person)).refused(403, "permission-required");
        }
        assertThat(actions(tenant)).containsExactly("tenant.created");
    }

    @Test
    void aKeyLosesWhatItsMemberLoses() {
        UUID tenant = tenantOf(ada);
        UUID admin = member(tenant, "admin");
        String secret = make(tenant, admin, "[\"campaign:send\",\"lead:read\"]").text("secret");

        patch("/api/v1/tenant/members/" + admin, token(tenant, ada), "{\"role\":\"viewer\"}")
                .expect(200);
        assertThat(texts(introspect(secret).body().path("permissions"))).containsExactly("lead:read");

        delete("/api/v1/tenant/members/" + admin, token(tenant, ada)).expect(204);
        introspect(secret).refused(404, "not-found");
    }

    @Test
    void whatIsRevokedOrOverDoesNotWork() {
        UUID tenant = tenantOf(ada);
        Answer made = make(tenant, ada, "[\"lead:read\"]");
        String path = KEYS + "/" + made.body().path("key").path("id").asString("");
        delete(path, token(tenant, ada)).expect(204);
        delete(path, token(tenant, ada)).expect(204);

        introspect(made.text("secret")).refused(404, "not-found");
        assertThat(actions(tenant)).containsOnlyOnce("api-key.revoked");
        String other = make(tenant, ada, "[\"lead:read\"]").text("secret");
        introspect(other).expect(200);
        superuser()
                .sql("update tenants.api_keys set expires_at = now() where tenant_id = ?")
                .param(tenant)
                .update();
        introspect(other).refused(404, "not-found");
        post(path + "/rotate", token(tenant, ada), "{}").refused(409, "api-key-not-working");
    }

    @Test
    void rotatedTheOldOneLastsAsLongAsWasSaid() {
        UUID tenant = tenantOf(ada);
        Answer first = make(tenant, ada, "[\"lead:read\",\"campaign:read\"]");
        String path = KEYS + "/" + first.body().path("key").path("id").asString("");

        Answer second = post(path + "/rotate", token(tenant, ada), "{\"graceMinutes\":60}")
                .expect(201);

        assertThat(second.text("secret")).isNotEqualTo(first.text("secret"));
        assertThat(texts(introspect(second.text("secret")).body().path("permissions")))
                .containsExactly("campaign:read", "lead:read");
        Instant end = Instant.parse(introspect(first.text("secret")).expect(200).text("expiresAt"));
        assertThat(Duration.between(Instant.now(), end)).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
        post(path + "/rotate", token(tenant, ada), "{}").refused(409, "api-key-not-working");

        String next = KEYS + "/" + second.body().path("key").path("id").asString("");
        post(next + "/rotate", token(tenant, ada), "{}").expect(201);
        introspect(second.text("secret")).expect(404);
        assertThat(actions(tenant)).filteredOn("api-key.rotated"::equals).hasSize(2);
    }

    @Test
    void ofTwoRotationsAtOnceOneCounts() throws Exception {
        UUID tenant = tenantOf(ada);
        String token = token(tenant, ada);
        String path = KEYS + "/"
                + make(tenant, ada, "[\"lead:read\"]")
                        .body()
                        .path("key")
                        .path("id")
                        .asString("") + "/rotate";
        List<Callable<Integer>> tasks =
                Collections.nCopies(4, () -> post(path, token, "{}").status());

        assertThat(together(tasks)).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    /** Else an admin would get what only the owner's key may. */
    @Test
    void whoHasLessDoesNotRotateAKeyThatHasMore() {
        UUID tenant = tenantOf(ada);
        String path = KEYS + "/"
                + make(tenant, ada, "[\"audit:read\"]")
                        .body()
                        .path("key")
                        .path("id")
                        .asString("");
        superuser()
                .sql("delete from tenants.role_permissions where role = 'admin' and permission = 'audit:read'")
                .update();
        try {
            post(path + "/rotate", token(tenant, member(tenant, "admin")), "{}").refused(403, "scope-above-yours");
        } finally {
            superuser()
                    .sql("insert into tenants.role_permissions (role, permission) values ('admin', 'audit:read')")
                    .update();
        }
    }

    @Test
    void theLastUseIsWrittenOnceAMinute() throws Exception {
        UUID tenant = tenantOf(ada);
        Answer made = make(tenant, ada, "[\"lead:read\"]");
        String path = KEYS + "/" + made.body().path("key").path("id").asString("");
        assertThat(get(path, token(tenant, ada)).body().path("lastUsedAt").isNull())
                .isTrue();

        List<Callable<Integer>> tasks =
                Collections.nCopies(8, () -> introspect(made.text("secret")).status());
        assertThat(together(tasks)).containsOnly(200);
        String first = get(path, token(tenant, ada)).text("lastUsedAt");
        assertThat(first).isNotEmpty();
        introspect(made.text("secret"));
        assertThat(get(path, token(tenant, ada)).text("lastUsedAt")).isEqualTo(first);

        superuser()
                .sql(
                        "update tenants.api_keys set last_used_at = last_used_at - interval '61 seconds' where tenant_id = ?")
                .param(tenant)
                .update();
        introspect(made.text("secret"));
        assertThat(Instant.parse(get(path, token(tenant, ada)).text("lastUsedAt")))
                .isAfterOrEqualTo(Instant.parse(first));
    }

    @Test
    void onlyWhoMeetsKeysMayAsk() {
        post(INTROSPECTION, TestTokens.service("gateway", "tenant"), "{}").expect(404);
        post(INTROSPECTION, TestTokens.service("gateway", "tenant"), "{\"key\":null}")
                .expect(404);
        UUID tenant = tenantOf(ada);
        String body = "{\"key\":\"" + make(tenant, ada, "[\"lead:read\"]").text("secret") + "\"}";
        post(INTROSPECTION, TestTokens.service("campaign", "tenant"), body).expect(403);
        post(INTROSPECTION, token(tenant, ada), body).expect(403);
        post(INTROSPECTION, null, body).expect(401);
        post(INTROSPECTION, TestTokens.service("user", "tenant"), body).expect(200);
    }

    /** Two keys of two tenants that begin alike: the hash decides. And one that only begins like a key opens nothing. */
    @Test
    void aKeyThatBeginsLikeAnotherIsNotTheOther() throws Exception {
        UUID tenant = tenantOf(ada);
        UUID stranger = UUID.randomUUID();
        UUID other = tenantOf(stranger);
        String mine = make(tenant, ada, "[\"lead:read\"]").text("secret");
        make(other, stranger, "[\"campaign:read\"]").expect(201);
        String twin = sameBeginning(mine, "x");
        introspect(twin).refused(404, "not-found");

        superuser()
                .sql("update tenants.api_keys set prefix = ?, hash = ? where tenant_id = ?")
                .params(
                        mine.substring(8, 20),
                        MessageDigest.getInstance("SHA-256").digest(twin.getBytes(StandardCharsets.US_ASCII)),
                        other)
                .update();

        assertThat(introspect(mine).expect(200).id("tenantId")).isEqualTo(tenant);
        assertThat(introspect(twin).expect(200).id("tenantId")).isEqualTo(other);
        introspect(sameBeginning(mine, "y")).refused(404, "not-found");
    }

    /** A key with another secret and the right checksum, as anybody can make one. */
    private static String sameBeginning(String key, String filling) {
        String open = key.substring(0, 21) + filling.repeat(32);
        var crc = new CRC32();
        crc.update(open.getBytes(StandardCharsets.US_ASCII));
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var sum = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < 6; i++) {
            sum.insert(0, digits.charAt((int) (rest % 62)));
            rest /= 62;
        }
        return open + sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pm_live_", "pm_live_abcdefghijkl_00000000000000000000000000000000000000", "Bearer x"})
    void whatIsNoKeyIsLikeAnUnknownOne(String key) {
        introspect(key).refused(404, "not-found");
    }

    @Test
    void aKeyOfAnotherTenantIsLikeNone() {
        UUID tenant = tenantOf(ada);
        UUID stranger = UUID.randomUUID();
        UUID other = tenantOf(stranger);
        String path = KEYS + "/"
                + make(tenant, ada, "[\"lead:read\"]")
                        .body()
                        .path("key")
                        .path("id")
                        .asString("");

        get(path, token(other, stranger)).expect(404);
        delete(path, token(other, stranger)).expect(404);
        post(path + "/rotate", token(other, stranger), "{}").expect(404);
        assertThat(get(KEYS, token(other, stranger)).body().path("items").size())
                .isZero();
    }

    @Test
    void rangesAreKeptInOneSpelling() {
        UUID tenant = tenantOf(ada);
        String secret = post(KEYS, token(tenant, ada), """
                        {"name":"CI","scopes":["lead:read"],"allowedRanges":["203.0.113.9/24","203.0.113.0/24","2001:db8::1"],
                         "expiresInDays":1}""").expect(201).text("secret");

        assertThat(texts(introspect(secret).body().path("allowedRanges")))
                .containsExactly("203.0.113.0/24", "2001:db8:0:0:0:0:0:1/128");
    }

    @Test
    void thereIsAnEndToThem() {
        UUID tenant = tenantOf(ada);
        superuser().sql("""
                        insert into tenants.api_keys (tenant_id, id, name, prefix, hash, scopes, allowed_ranges, created_by, created_at, expires_at)
                        select ?, gen_random_uuid(), 'n', 'abcdefghijkl', decode(md5(n::text) || md5(n::text), 'hex'), '{lead:read}', '{}', ?,
                               now(), now() + interval '1 day'
                        from generate_series(1, 100) n""").params(tenant, ada).update();

        make(tenant, ada, "[\"lead:read\"]").refused(409, "tenant-quota-exceeded");
    }

    @Test
    void theListIsReadInPages() {
        UUID tenant = tenantOf(ada);
        var made = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(make(tenant, ada, "[\"lead:read\"]")
                    .body()
                    .path("key")
                    .path("id")
                    .asString(""));
        }
        Answer page = get(KEYS + "?limit=2", token(tenant, ada)).expect(200);
        Answer rest = get(KEYS + "?limit=2&cursor=" + page.text("nextCursor"), token(tenant, ada));
        var seen = new ArrayList<>(page.body().path("items").findValuesAsString("id"));
        seen.addAll(rest.body().path("items").findValuesAsString("id"));
        assertThat(seen).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\",\"scopes\":[\"lead:read\"]}",
                "{\"name\":\"a\\nb\",\"scopes\":[\"lead:read\"]}",
                "{\"name\":\"a\",\"scopes\":[]}",
                "{\"name\":\"a\",\"scopes\":[null]}",
                "{\"name\":\"a\",\"scopes\":[\"lead:read\"],\"expiresInDays\":0}",
                "{\"name\":\"a\",\"scopes\":[\"lead:read\"],\"expiresInDays\":366}",
                "{\"name\":\"a\",\"scopes\":[\"lead:read\"],\"allowedRanges\":[\"example.com\"]}",
                "{\"name\":\"a\",\"scopes\":[\"lead:read\"],\"allowedRanges\":[\"203.0.113.0/40\"]}",
                "{\"name\":\"a\",\"scopes\":[\"lead:read\"],\"createdBy\":\"0190a7c0-0000-7000-8000-000000000000\"}",
                "{\"name\":\"a\",\"scopes\":[\"lead:read\"],\"secret\":\"pm_live_x\"}",
            })
    void whatDoesNotFitIsRefused(String body) {
        UUID tenant = tenantOf(ada);
        post(KEYS, token(tenant, ada), body).expect(400);
        assertThat(count("select count(*) from tenants.api_keys where tenant_id = ?", tenant))
                .isZero();
    }

    private Answer make(UUID tenant, UUID actor, String scopes) {
        return post(KEYS, token(tenant, actor), body(scopes));
    }

    private static String body(String scopes) {
        return "{\"name\":\"CI\",\"scopes\":" + scopes + "}";
    }

    private Answer introspect(String key) {
        return post(INTROSPECTION, TestTokens.service("gateway", "tenant"), "{\"key\":\"" + key + "\"}");
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asString("")));
        return texts;
    }
}
