package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.EMAIL_PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@GatewayTest
class HeadersIT {

    private static final String CAMPAIGNS = "/api/v1/campaigns";

    private final Door door;

    @Autowired
    HeadersIT(Environment environment) {
        this.door = new Door(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PM-Tenant",
                "pm-tenant",
                "PM-Anything",
                "X-Tenant-Id",
                "X-User-Id",
                "X-User-Role",
                "X-Internal-Caller",
                "Forwarded",
                "X-Forwarded-User",
                "X-Forwarded-Prefix",
                "X-Forwarded-Port",
                "X-Real-IP",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-HTTP-Method-Override",
                "Cookie",
                "Proxy-Authorization",
            })
    void ofWhomTheCallerClaimsToBeDoNotPass(String name) {
        var answer = door.call(
                CAMPAIGNS,
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .header(name, "evil"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(CAMPAIGN))
                .singleElement()
                .satisfies(request -> assertThat(
                                request.headers().values().stream().flatMap(List::stream))
                        .noneMatch(value -> value.contains("evil")));
    }

    @Test
    void sayWhereTheCallCameFromInTheGatewaysOwnWords() {
        var answer = door.call(
                CAMPAIGNS,
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("X-Forwarded-Proto", "gopher")
                        .header("X-Forwarded-Host", "evil.example"));

        assertThat(answer.receivedBy(CAMPAIGN)).singleElement().satisfies(request -> {
            assertThat(request.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(request.header("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(request.header("X-Forwarded-Host")).isEqualTo("penguinmails.test");
        });
    }

    @Test
    void thatMeanOnlyTheConnectionEndHere() {
        String id = UUID.randomUUID().toString();

        int status = door.raw(
                "GET " + CAMPAIGNS + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: " + id
                        + "\r\nAuthorization: Bearer " + Door.token()
                        + "\r\nConnection: close, X-Request-Id, X-Forwarded-For\r\nTE: trailers\r\nKeep-Alive: timeout=5\r\n\r\n");

        assertThat(status).isEqualTo(200);
        assertThat(FakePlatform.service(CAMPAIGN).received(id)).singleElement().satisfies(request -> {
            assertThat(request.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(request.headers()).doesNotContainKeys("Te", "Keep-alive");
        });
    }

    @Test
    void thatBelongToTheRequestPass() {
        var answer = door.post(
                CAMPAIGNS,
                "{\"name\":\"x\"}",
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .header("Idempotency-Key", "key-1")
                        .header("Accept-Language", "de"));

        assertThat(answer.receivedBy(CAMPAIGN)).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.header("Idempotency-Key")).isEqualTo("key-1");
            assertThat(request.header("Accept-Language")).isEqualTo("de");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.bodyLength()).isEqualTo(12);
        });
    }

    @Test
    void aSaneRequestIdIsKeptAndStandsOnceOnTheAnswer() {
        var answer = door.get("/u/some/page");

        assertThat(answer.response().headers().allValues("X-Request-Id")).containsExactly(answer.requestId());
        assertThat(answer.receivedBy(EMAIL_PROCESSOR)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with space here", "<script>alert(1)</script>", "a\tb\tc\td\te"})
    void anInsaneRequestIdIsReplaced(String id) {
        var answer = door.call("/u/abc", request -> request.setHeader("X-Request-Id", id));

        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void aTraceGoesOn() {
        String trace = UUID.randomUUID().toString().replace("-", "");

        var answer = door.call(
                CAMPAIGNS,
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

        assertThat(answer.receivedBy(CAMPAIGN))
                .singleElement()
                .satisfies(request -> assertThat(request.header("traceparent"))
                        .matches("00-" + trace + "-[0-9a-f]{16}-[0-9a-f]{2}")
                        .doesNotContain("00f067aa0ba902b7"));
    }

    @Test
    void aTraceBeginsHereWhenThereWasNone() {
        var answer = door.getSignedIn(CAMPAIGNS);

        assertThat(answer.receivedBy(CAMPAIGN))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {CAMPAIGNS, "/t/o/abc", "/nothing-here", "/health"})
    void makeBrowsersCarefulOnEveryAnswer(String path) {
        var answer = door.get(path);

        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("strict-origin");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void ofAServicesPageStay() {
        var answer = door.get("/u/some/page");

        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; form-action 'self'");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, max-age=60");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
