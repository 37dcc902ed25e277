package com.penguinmails.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.ExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ProbeIT {

    private static final UUID ALICE = UUID.randomUUID();
    private static final UUID ACME = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final String TOKEN = TestTokens.user(ALICE, ACME, "note:write", "note:read");

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @Autowired
    private IdempotencyKeys keys;

    @LocalServerPort
    private int port;

    private RestTestClient.RequestBodySpec post(String token) {
        return http.post()
                .uri("/notes")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON);
    }

    private RestTestClient.ResponseSpec get(String path, String token) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private static String body(RestTestClient.ResponseSpec response) {
        return String.valueOf(response.expectBody(String.class).returnResult().getResponseBody());
    }

    private long notes() throws SQLException {
        try (var connection = database.superuser().getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from campaigns.note")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Nested
    class Description {

        @Test
        void saysWhatAnOperationNeeds() {
            String document = body(http.get().uri("/v3/api-docs").exchange());
            var paths = JsonMapper.builder().build().readTree(document).path("paths");

            var write = paths.path("/notes").path("post");
            assertThat(write.path("x-permission").asString()).isEqualTo("note:write");
            assertThat(write.path("security").toString()).isEqualTo("[{\"bearer\":[]},{\"apiKey\":[]}]");
            assertThat(paths.path("/me").path("get").path("security").toString())
                    .as("no key is a person")
                    .isEqualTo("[{\"bearer\":[]}]");
            assertThat(paths.path("/open").path("get").has("security")).isFalse();
            assertThat(document).startsWith("{\"openapi\":\"3.1.").doesNotContain("/internal");
        }

        @Test
        void saysWhatTheCompilerKnowsOfARecord() {
            JsonNode document = document();
            JsonNode profile = document.at("/components/schemas/ProbeApplicationProfile");
            assertThat(profile.path("required").toString()).isEqualTo("[\"name\",\"tags\"]");
            assertThat(profile.path("additionalProperties").asBoolean(true)).isFalse();
            assertThat(profile.at("/properties/nickname/type").toString()).isEqualTo("[\"string\",\"null\"]");
            assertThat(profile.at("/properties/name/pattern").asString()).isEqualTo("^(?:[a-z]+)$");
        }

        @Test
        void saysHowAnOperationRefuses() {
            JsonNode document = document();
            JsonNode answers = document.at("/paths/~1notes/post/responses");
            assertThat(answers.propertyNames())
                    .contains("200", "400", "401", "403", "404", "406", "409", "413", "415", "429", "503");
            assertThat(answers.at("/409/$ref").asString()).isEqualTo("#/components/responses/Refused");
            assertThat(document.at("/components/responses/Refused/content").propertyNames())
                    .containsExactly("application/problem+json");
            assertThat(document.at("/paths/~1notes/post/responses/200/content").propertyNames())
                    .containsExactly("application/json");
            assertThat(document.at("/paths/~1open/get/responses").propertyNames())
                    .doesNotContain("401", "403", "409");
        }

        @Test
        void doesNotAskForWhatTheTokenSays() {
            assertThat(document().at("/paths/~1me/get").has("parameters")).isFalse();
        }

        private JsonNode document() {
            return JsonMapper.builder()
                    .build()
                    .readTree(body(http.get().uri("/v3/api-docs").exchange()));
        }
    }

    @Nested
    class Callers {

        @Test
        void withoutATokenTheAnswerIs401() {
            var response = http.get().uri("/notes/" + UUID.randomUUID()).exchange();
            response.expectStatus().isUnauthorized();
            assertThat(body(response))
                    .contains("\"code\":\"authentication-required\"")
                    .contains("requestId");
        }

        @Test
        void withoutThePermissionTheAnswerIs403AndNamesIt() {
            var response = get("/notes/" + UUID.randomUUID(), TestTokens.user(ALICE, ACME, "note:write"));
            response.expectStatus().isForbidden();
            assertThat(body(response)).contains("note:read");
        }

        @Test
        void withoutATenantAPermissionHelpsNothing() {
            var response = get("/notes/" + UUID.randomUUID(), TestTokens.user(ALICE, null, "note:read"));
            response.expectStatus().isForbidden();
            assertThat(body(response)).contains("tenant-required");
        }

        @Test
        void anotherTenantsIdAnswersLikeARandomOne() {
            ExchangeResult written = post(TOKEN)
                    .body("{\"text\":\"mine\",\"level\":1}")
                    .exchange()
                    .returnResult();
            String location = String.valueOf(written.getResponseHeaders().getLocation());
            String stranger = TestTokens.user(UUID.randomUUID(), OTHER, "note:read");

            get(location, TOKEN).expectStatus().isOk();
            var foreign = get(location, stranger);
            var random = get("/notes/" + UUID.randomUUID(), stranger);

            foreign.expectStatus().isNotFound();
            random.expectStatus().isNotFound();
            assertThat(withoutIds(body(foreign))).isEqualTo(withoutIds(body(random)));
        }

        private static String withoutIds(String problem) {
            return problem.replaceAll("\"(requestId|instance)\":\"[^\"]*\"", "");
        }

        @Test
        void badTokensAreRefused() {
            var claims = TestTokens.userClaims(ALICE, ACME, "note:read").build();
            String good = TestTokens.sign(claims);
            String[] bad = {
                "garbage",
                good.substring(0, good.length() - 4) + "AAAA",
                TestTokens.sign(claims, TestTokens.strangeKey()),
                TestTokens.sign(new JWTClaimsSet.Builder(claims)
                        .issuer("https://evil.test")
                        .build()),
                TestTokens.sign(new JWTClaimsSet.Builder(claims)
                        .audience("someone-else")
                        .build()),
                TestTokens.sign(new JWTClaimsSet.Builder(claims)
                        .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                        .build()),
                "eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + ".",
            };
            for (String token : bad) {
                get("/me", token).expectStatus().isUnauthorized();
                get("/open", token).expectStatus().isUnauthorized();
            }
        }

        @Test
        void servicesReachInternalPathsAndPeopleDoNot() {
            http.get()
                    .uri("/internal/tenant")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.service("worker", "campaign"))
                    .header("PM-Tenant", ACME.toString())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .isEqualTo(ACME.toString());
            get("/internal/tenant", TOKEN).expectStatus().isForbidden();
            get("/internal/tenant", TestTokens.service("billing", "campaign"))
                    .expectStatus()
                    .isForbidden();
            get("/internal/tenant", TestTokens.service("worker", "billing"))
                    .expectStatus()
                    .isUnauthorized();
            get("/me", TestTokens.service("worker", "campaign")).expectStatus().isForbidden();
        }

        @Test
        void aTenantHeaderOfAPersonIsNotBelieved() {
            var response = http.get()
                    .uri("/me")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
                    .header("PM-Tenant", OTHER.toString())
                    .exchange();
            response.expectStatus().isOk();
            assertThat(body(response)).contains(ACME.toString()).doesNotContain(OTHER.toString());
        }
    }

    @Nested
    class Problems {

        @Test
        void everyInvalidFieldIsNamed() {
            var response = post(TOKEN).body("{\"text\":\"\",\"level\":12}").exchange();
            response.expectStatus().isBadRequest();
            assertThat(body(response)).contains("\"field\":\"text\"").contains("\"field\":\"level\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"text\":\"a\",\"level\":1,\"tenantId\":\"x\"}",
                    "{\"text\":\"a\",\"level\":\"many\"}",
                    "{\"text\":\"a\",\"level\":\"1\"}",
                    "{\"text\":\"a\",\"level\":1.9}",
                    "{\"text\":5,\"level\":1}",
                    "{\"text\":true,\"level\":1}",
                    "{\"text\":\"a\",\"level\":1,\"about\":\"\"}",
                    "{\"text\":\"a\",\"level\":1,\"about\":\" \"}",
                    "{\"text\":\"a\",\"level\":1,\"about\":7}",
                    "{\"text\":\"a\",\"level\":1,\"about\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                    "{\"text\":\"a\",\"level\":1,\"about\":\" 01a20471-e3ce-77cd-89f6-d90a7946dc89\"}",
                    "{\"text\":\"a\",\"level\":1,\"pinned\":\" \"}",
                    "{\"text\":\"a\",\"level\":1,\"pinned\":\"\\u0000\"}",
                    "{\"text\":\"a\",\"level\":\" \"}",
                    "{\"text\":\"a\",\"level\":1,\"since\":1}",
                    "{\"text\":\"a\",\"level\":1,\"since\":\"1\"}",
                    "{\"text\":\"a\",\"level\":1,\"since\":\" \"}",
                    "{\"text\":\"a\",\"level\":1,\"since\":\"2026-02-30T00:00:00Z\"}",
                    "{\"text\":\"a\",\"level\":1,\"since\":\"+1000000-01-01T00:00:00Z\"}",
                    "{\"text\":\"a\\u0000b\",\"level\":1}",
                    "{\"text\":\"a\\ud800b\",\"level\":1}",
                    "{\"text\":",
                    "[]",
                    "",
                    "null"
                })
        void badJsonIs400AndWritesNothing(String json) throws SQLException {
            long before = notes();
            var response = post(TOKEN).body(json).exchange();
            response.expectStatus().isBadRequest();
            assertThat(body(response)).contains("\"code\":\"invalid-request\"").doesNotContain("Exception");
            assertThat(notes()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "\"01a20471-e3ce-77cd-89f6-d90a7946dc89\"",
                    "\"01A20471-E3CE-77CD-89F6-D90A7946DC89\""
                })
        void idsAreReadAsTheyAreWritten(String about) {
            post(TOKEN)
                    .body("{\"text\":\"a\",\"level\":1,\"about\":" + about + "}")
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"2026-01-31T09:00:00Z\"", "\"2026-01-31t09:00:00.123+02:00\""})
        void timesAreReadAsTheyAreWritten(String since) {
            post(TOKEN)
                    .body("{\"text\":\"a\",\"level\":1,\"since\":" + since + "}")
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }

        @Test
        void whatSpringRefusesIsAProblemToo() {
            get("/nowhere", TOKEN)
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
            get("/notes/not-a-uuid", TOKEN).expectStatus().isBadRequest();
            get("/notes/x?a=%00", TOKEN).expectStatus().isBadRequest();
            http.delete()
                    .uri("/me")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(405)
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
            http.post()
                    .uri("/notes")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("hi")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(415);
        }

        @ParameterizedTest
        @ValueSource(strings = {"*/*", "application/*", "*/*;charset=UTF-8"})
        void aBodyOfAnyTypeIsOfNone(String type) throws IOException {
            String answer = raw("POST /notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                    + "\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            assertThat(answer).startsWith("HTTP/1.1 415").contains("application/problem+json", "\"code\":");
        }

        @Test
        void aBodyThatMayBeLeftOutIsNotNull() {
            http.post().uri("/perhaps").exchange().expectStatus().isOk();
            http.post()
                    .uri("/perhaps")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("null")
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }

        /** In Tomcat's words these would be a page, or a bug. */
        @ParameterizedTest
        @ValueSource(strings = {"/open?a=\u0001", "/open?a=%C0%80", "/open?a=1&%ff=%fe", "/open?a=%zz"})
        void whatTheContainerCannotReadIsAProblemToo(String target) throws IOException {
            String answer = raw("GET " + target
                    + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: my-request-2\r\nAuthorization: Bearer " + TOKEN
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"code\":")
                    .containsPattern("(?s)X-Request-Id: ([a-z0-9-]+)\r\n.*\"requestId\":\"\\1\"");
        }

        /** Pages write such things, and no harm is in them. */
        @Test
        void bracketsInAQueryAreRead() throws IOException {
            assertThat(raw("GET /open?a[]=1|2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }

        private String raw(String request) throws IOException {
            try (var socket = new Socket("localhost", port)) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Test
        void anAnswerIsNoProblemBecauseSomebodyAcceptsOnlyProblems() {
            http.get()
                    .uri("/me")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
                    .accept(MediaType.APPLICATION_PROBLEM_JSON)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_JSON);
        }

        @Test
        void aBodyBeyondTheLimitIs413() {
            post(TOKEN)
                    .body("{\"text\":\"" + "x".repeat((int) BodyLimit.MAX_PUBLIC_BYTES) + "\",\"level\":1}")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(413);
        }

        @Test
        void aBugShowsAnIdAndNothingElse() {
            var response = http.get()
                    .uri("/bug")
                    .header("X-Request-Id", "my-request-1")
                    .exchange();
            response.expectStatus().isEqualTo(500).expectHeader().valueEquals("X-Request-Id", "my-request-1");
            assertThat(body(response)).contains("my-request-1").doesNotContain("secret detail");
        }
    }

    @Nested
    class Idempotency {

        private RestTestClient.ResponseSpec write(String key, String text) {
            return post(TOKEN)
                    .header(IdempotencyAdvice.HEADER, key)
                    .body("{\"text\":\"" + text + "\",\"level\":1}")
                    .exchange();
        }

        @Test
        void theSameRequestAgainGivesTheFirstAnswerAndWritesOnce() throws SQLException {
            String key = UUID.randomUUID().toString();
            long before = notes();
            var first = write(key, "once");
            var second = write(key, "once");

            first.expectStatus().isCreated();
            second.expectStatus().isCreated().expectHeader().valueEquals("Idempotency-Replayed", "true");
            second.expectHeader()
                    .valueEquals(
                            HttpHeaders.LOCATION,
                            String.valueOf(
                                    first.returnResult().getResponseHeaders().getLocation()));
            assertThat(body(second)).isEqualTo(body(first));
            assertThat(notes()).isEqualTo(before + 1);
        }

        @Test
        void anotherRequestUnderTheSameKeyIsRefused() {
            String key = UUID.randomUUID().toString();
            write(key, "one").expectStatus().isCreated();
            var other = write(key, "two");
            other.expectStatus().isEqualTo(409);
            assertThat(body(other)).contains("idempotency-key-reused");
        }

        @Test
        void aRefusalIsNotKept() throws SQLException {
            String key = UUID.randomUUID().toString();
            long before = notes();
            write(key, "refuse").expectStatus().isEqualTo(409);
            assertThat(notes()).isEqualTo(before);
            write(key, "allowed now").expectStatus().isCreated();
        }

        @Test
        void manyAtOnceWriteOnce() throws Exception {
            String key = UUID.randomUUID().toString();
            long before = notes();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var calls = IntStream.range(0, 20)
                        .<Callable<Integer>>mapToObj(i -> () -> write(key, "parallel")
                                .returnResult()
                                .getStatus()
                                .value())
                        .toList();
                for (var status : threads.invokeAll(calls)) {
                    assertThat(status.get()).isEqualTo(201);
                }
            }
            assertThat(notes()).isEqualTo(before + 1);
        }

        @Test
        void afterADayKeysOfAllTenantsAreForgottenAndNoneBefore() throws SQLException {
            String fresh = UUID.randomUUID().toString();
            write(fresh, "kept").expectStatus().isCreated();
            try (var connection = database.superuser().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("""
                        insert into campaigns.idempotency_keys (tenant_id, route, key, request_hash, created_at)
                        select gen_random_uuid(), 'POST /notes', 'old ' || n, '', now() - interval '25 hours' from generate_series(1, 7) n""");
            }
            assertThat(TenantScope.platform("a test", () -> keys.prune(5))).isEqualTo(5);
            assertThat(TenantScope.platform("a test", () -> keys.prune(5))).isEqualTo(2);
            assertThat(TenantScope.platform("a test", () -> keys.prune(5))).isZero();
            assertThat(left("old %")).isZero();
            assertThat(left(fresh)).isEqualTo(1);
        }

        @Test
        void keysThatStillCountCannotBeForgottenWhateverIsAsked() throws SQLException {
            String fresh = UUID.randomUUID().toString();
            write(fresh, "kept").expectStatus().isCreated();
            try (var connection = database.connectingAs("campaigns_app").getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("select campaigns.prune_idempotency_keys(now() + interval '1 day', 1000)");
            }
            assertThat(left(fresh)).isEqualTo(1);
        }

        private long left(String key) throws SQLException {
            try (var connection = database.superuser().getConnection();
                    var query = connection.prepareStatement(
                            "select count(*) from campaigns.idempotency_keys where key like ?")) {
                query.setString(1, key);
                var rows = query.executeQuery();
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
