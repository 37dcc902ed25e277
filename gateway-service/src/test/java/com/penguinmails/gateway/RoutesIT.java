package com.penguinmails.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.testkit.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@GatewayTest
class RoutesIT {

    private final Door door;

    @Autowired
    RoutesIT(Environment environment) {
        this.door = new Door(environment);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/signup, USER",
        "/api/v1/auth/verify-email, USER",
        "/api/v1/auth/resend-verification, USER",
        "/api/v1/auth/login, USER",
        "/api/v1/auth/refresh, USER",
        "/api/v1/auth/logout, USER",
        "/api/v1/auth/forgot-password, USER",
        "/api/v1/auth/reset-password, USER",
        "/api/v1/auth/change-password, USER",
        "/api/v1/auth/confirm-email-change, USER",
        "/api/v1/auth/login/second-factor, USER",
        "/api/v1/auth/passkey, USER",
        "/api/v1/auth/passkey/options, USER",
        "/api/v1/auth/step-up, USER",
        "/api/v1/auth/step-up/sso, USER",
        "/api/v1/auth/step-up/sso/complete, USER",
        "/api/v1/auth/sso/start, USER",
        "/api/v1/auth/sso/complete, USER",
        "/api/v1/oauth/apps, USER",
        "/api/v1/oauth/requests/abc/approval, USER",
        "/api/v1/sso, USER",
        "/api/v1/sso/domains/acme.example/verification, USER",
        "/oauth2/authorize?client_id=abc, USER",
        "/api/v1/users/me/sessions/018f2f3e-0000-7000-8000-000000000001, USER",
        "/api/v1/platform/signing-keys, USER",
        "/api/v1/platform/signing-keys/rotate, USER",
        "/api/v1/users/me, USER",
        "/oauth2/jwks, USER",
        "/.well-known/openid-configuration, USER",
        "/api/v1/tenants, TENANT",
        "/api/v1/tenant, TENANT",
        "/api/v1/tenant/api-keys, TENANT",
        "/api/v1/tenant/members/018f2f3e-0000-7000-8000-000000000001, TENANT",
        "/api/v1/tenants/join, TENANT",
        "/api/v1/audit-log, TENANT",
        "/api/v1/audit-log/verification, TENANT",
        "/api/v1/platform/admin/feature-flags, TENANT",
        "/api/v1/platform/admin/tenants/018f2f3e-0000-7000-8000-000000000001/quotas, TENANT",
        "/api/v1/workspaces, TENANT",
        "/api/v1/workspaces/018f2f3e-0000-7000-8000-000000000001, TENANT",
        "/api/v1/leads/imports, CAMPAIGN",
        "/api/v1/leads/imports/7/rejections?limit=5, CAMPAIGN",
        "/api/v1/leads, CAMPAIGN",
        "/api/v1/lists, CAMPAIGN",
        "/api/v1/templates/7/preview, CAMPAIGN",
        "/api/v1/campaigns, CAMPAIGN",
        "/api/v1/campaigns/7, CAMPAIGN",
        "/api/v1/campaigns/7/launch, CAMPAIGN",
        "/api/v1/campaigns/7/preflight, CAMPAIGN",
        "/api/v1/campaigns/7/statistics, ANALYTICS",
        "/api/v1/analytics/overview?from=2026-11-01, ANALYTICS",
        "/api/v1/messages?campaignId=7&status=sent, EMAIL_PROCESSOR",
        "/api/v1/suppressions/some%40example.com, EMAIL_PROCESSOR",
        "/t/o/abc-_123, EMAIL_PROCESSOR",
        "/t/c/abc-_123, EMAIL_PROCESSOR",
        "/u/abc-_123, EMAIL_PROCESSOR",
        "/api/v1/billing/plans, BILLING",
        "/api/v1/billing/subscription, BILLING",
        "/api/v1/platform/admin/staff, TENANT",
        "/api/v1/platform/admin/staff/018f2f3e-0000-7000-8000-000000000001, TENANT",
        "/api/v1/platform/system/queues, QUEUER",
        "/api/v1/platform/system/queues/email/jobs?status=failed, QUEUER",
    })
    void reachTheServiceThatAnswersThem(String path, ServiceName service) {
        var answer = path.startsWith("/api/v1/platform/") ? asOperator(path) : door.getSignedIn(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"service\":\"" + service.id() + "\"}");
        assertThat(answer.receivedBy(service))
                .singleElement()
                .satisfies(request -> assertThat(request.uri()).isEqualTo(path));
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi/user, USER",
        "/openapi/campaign, CAMPAIGN",
        "/openapi/email-processor, EMAIL_PROCESSOR",
        "/openapi/analytics, ANALYTICS",
        "/openapi/queuer, QUEUER",
    })
    void reachTheDescriptionOfAService(String path, ServiceName service) {
        var answer = door.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(service))
                .singleElement()
                .satisfies(request -> assertThat(request.uri()).isEqualTo("/v3/api-docs"));
    }

    @Test
    void noServiceComesForItsTokensThisWay() {
        var answer = door.call(
                "/oauth2/token",
                request -> request.header("Authorization", "Basic d29ya2VyOnNlY3JldA==")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=internal&resource=tenant")));

        assertThat(answer.receivedBy(ServiceName.USER))
                .filteredOn(request -> request.uri().equals("/oauth2/token"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/oauth2/introspect",
                "/oauth2/revoke",
                "/oauth2/par",
                "/internal/quota",
                "/internal/jobs/x",
                "/INTERNAL/quota",
                "/actuator",
                "/actuator/health",
                "/actuator/gateway/routes",
                "/metrics",
                "/error",
                "/v3/api-docs",
                "/api",
                "/api/v1",
                "/api/v1/auth",
                "/api/v1/auth/oauth2/token",
                "/api/v1/internal/quota",
                "/api/v2/campaigns",
                "/API/v1/campaigns",
                "/openapi/worker",
                "/openapi/gateway",
                "/api/v1/platform",
                "/api/v1/platform/admin",
                "/api/v1/platform/admin/users",
                "/api/v1/platform/systems",
                "/openapi/user/x",
            })
    void existForNothingElse(String path) {
        var answer = asOperator(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"not-found\"", answer.requestId());
        assertThat(Arrays.stream(ServiceName.values()).flatMap(service -> answer.receivedBy(service).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/platform/admin/staff",
                "/api/v1/platform/admin/tenants",
                "/api/v1/platform/system/queues",
                "/api/v1/platform/signing-keys",
            })
    void ofOperatorsAreClosedToOthers(String path) {
        String owner = TestTokens.user(UUID.randomUUID(), UUID.randomUUID(), "tenant:manage", "platformer:read");
        var answer = door.call(path, request -> request.header("Authorization", "Bearer " + owner));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"permission-required\"", answer.requestId());
        assertThat(Arrays.stream(ServiceName.values()).flatMap(service -> answer.receivedBy(service).stream()))
                .isEmpty();
        assertThat(door.get(path).status()).isEqualTo(401);
    }

    private Door.Answer asOperator(String path) {
        String token = TestTokens.user(UUID.randomUUID(), null, PlatformPermissions.QUEUE_READ);
        return door.call(path, request -> request.header("Authorization", "Bearer " + token));
    }

    /** Whatever the gateway says to these: no service must see a path that it could take for an internal one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//internal/quota",
                "///internal/quota",
                "/api//internal/quota",
                "/api/v1/campaigns//../../../internal/quota",
                "/api/../internal/quota",
                "/api/v1/campaigns/../../../internal/quota",
                "/api/v1/campaigns/./../../../internal/quota",
                "/api/v1/campaigns/..",
                "/t/../internal/quota",
                "/u/%2e%2e/internal/quota",
                "/u/%2E%2E/internal/quota",
                "/u/.%2e/internal/quota",
                "/u/%252e%252e/internal/quota",
                "/u/..%2finternal/quota",
                "/u/..%5cinternal/quota",
                "/u/..\\internal\\quota",
                "/u/x%2f..%2f..%2finternal/quota",
                "/u/%2f%2finternal",
                "/u/..;/internal/quota",
                "/u/..;a=b/internal/quota",
                "/internal;jsessionid=1/quota",
                "/;/internal/quota",
                "/u/x;/../../internal/quota",
                "/u/%3b/../internal/quota",
                "/u/%00/internal",
                "/u/%0d%0aX-Evil:%201",
                "/u/%c0%ae%c0%ae/internal/quota",
                "/u/%e0%80%ae%e0%80%ae/internal/quota",
                "/%69nternal/quota",
                "/%49nternal/quota",
                "/%2finternal/quota",
                "/%5cinternal/quota",
                "\\internal\\quota",
                "http://localhost/internal/quota",
                "http://localhost//internal/quota",
                "http://127.0.0.1:8086/internal/quota",
                "http://localhost/u/../internal/quota",
                "http://evil.example/internal/quota",
                "internal/quota",
                "*",
                "/u/%zz",
                "/u/%",
            })
    void areNotReachedByTricks(String target) {
        String requestId = UUID.randomUUID().toString();

        int status = door.rawGet(target, requestId);

        assertThat(status).isIn(0, 200, 400, 404);
        assertThat(Arrays.stream(ServiceName.values())
                        .flatMap(service -> FakePlatform.service(service).received(requestId).stream())
                        .map(FakeService.Received::uri))
                .as("what the services saw")
                .allMatch(uri -> uri.matches("/u/[a-z0-9%/]+"))
                .noneMatch(uri ->
                        uri.contains("..") || uri.toLowerCase(Locale.ROOT).contains("%2e"));
    }
}
