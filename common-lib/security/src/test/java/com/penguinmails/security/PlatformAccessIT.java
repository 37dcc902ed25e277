package com.penguinmails.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class PlatformAccessIT {

    private static final String PLATFORM = "/api/v1/platform/system/notes";
    private static final UUID OPERATOR = UUID.randomUUID();
    private static final UUID ACME = UUID.randomUUID();

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @LocalServerPort
    private int port;

    private record Answer(int status, String body) {}

    @BeforeEach
    void aTenantHasARow() {
        var superuser = JdbcClient.create(database.superuser());
        superuser.sql("delete from campaigns.note").update();
        superuser
                .sql("insert into campaigns.note (tenant_id, id, text) values (?, ?, 'of acme')")
                .params(ACME, UUID.randomUUID())
                .update();
    }

    @Test
    void anOperatorNeedsNoTenantAndSeesNoTenantsRows() {
        Answer answer = get(PLATFORM, TestTokens.user(OPERATOR, null, PlatformPermissions.QUEUE_READ));

        assertThat(answer).isEqualTo(new Answer(200, "{\"tenant\":\"\",\"notes\":[]}"));
    }

    /** Also in spellings that Spring MVC takes for the same path. */
    @ParameterizedTest
    @ValueSource(strings = {PLATFORM, "/api/v1/%70latform/system/notes", "/api/v1/platform;a=b/system/notes"})
    void theOperatorsOwnTenantIsOutOfScopeThere(String path) {
        Answer answer = get(path, TestTokens.user(OPERATOR, ACME, PlatformPermissions.QUEUE_READ, "note:read"));

        assertThat(answer.body()).doesNotContain("of acme");
        assertThat(answer.status() == 400 || answer.body().equals("{\"tenant\":\"\",\"notes\":[]}"))
                .as("%s", answer)
                .isTrue();
    }

    @Test
    void theSameTokenWorksInTheTenantElsewhere() {
        Answer answer =
                get("/api/v1/notes", TestTokens.user(OPERATOR, ACME, PlatformPermissions.QUEUE_READ, "note:read"));

        assertThat(answer).isEqualTo(new Answer(200, "{\"tenant\":\"" + ACME + "\",\"notes\":[\"of acme\"]}"));
    }

    @Test
    void anOperatorWithoutATenantGetsIntoNone() {
        assertThat(get("/api/v1/notes", TestTokens.user(OPERATOR, null, PlatformPermissions.QUEUE_READ, "note:read")))
                .isEqualTo(new Answer(403, "{\"code\":\"tenant-required\"}"));
        assertThat(get("/api/v1/notes", TestTokens.user(OPERATOR, ACME, PlatformPermissions.QUEUE_READ)))
                .isEqualTo(new Answer(403, "{\"code\":\"permission-required\"}"));
    }

    @Test
    void nobodyElseGetsIn() {
        assertThat(get(PLATFORM, TestTokens.user(OPERATOR, ACME, "queue:read", "note:read")))
                .isEqualTo(new Answer(403, "{\"code\":\"permission-required\"}"));
        assertThat(get(PLATFORM, TestTokens.user(OPERATOR, null, PlatformPermissions.QUEUE_OPERATE)))
                .isEqualTo(new Answer(403, "{\"code\":\"permission-required\"}"));
        assertThat(get(PLATFORM, TestTokens.service("worker", "campaign")))
                .isEqualTo(new Answer(403, "{\"code\":\"forbidden\"}"));
        assertThat(get(PLATFORM, "nonsense")).isEqualTo(new Answer(401, "{\"code\":\"authentication-required\"}"));
    }

    @Test
    void aGuardedActAsksForAProofOfTheLastTenMinutes() {
        assertThat(get("/api/v1/notes/keys", TestTokens.user(OPERATOR, ACME)))
                .as("a token that does not say when")
                .isEqualTo(new Answer(403, "{\"code\":\"step-up-required\"}"));
        assertThat(get("/api/v1/notes/keys", provedSecondsAgo(9 * 60)).status()).isEqualTo(200);
        assertThat(get("/api/v1/notes/keys", provedSecondsAgo(10 * 60 + 5)))
                .isEqualTo(new Answer(403, "{\"code\":\"step-up-required\"}"));
        assertThat(get("/api/v1/notes/keys", "nonsense").status()).isEqualTo(401);
    }

    @Test
    void anApiKeyDoesWhatItsPermissionsSayAndNothingElse() {
        String key = TestTokens.sign(TestTokens.userClaims(OPERATOR, ACME, "note:read")
                .claim("sid", null)
                .claim("api_key", UUID.randomUUID().toString())
                .build());
        assertThat(get("/api/v1/notes", key).body()).contains("of acme");
        assertThat(get("/api/v1/notes/own", key)).isEqualTo(new Answer(403, "{\"code\":\"sign-in-required\"}"));
        assertThat(get("/api/v1/notes/own", TestTokens.user(OPERATOR, ACME)).status())
                .isEqualTo(200);
        assertThat(get("/api/v1/notes/keys", key).status()).isEqualTo(403);
        assertThat(get(PLATFORM, key)).isEqualTo(new Answer(403, "{\"code\":\"permission-required\"}"));
    }

    @Test
    void soDoesAnApp() {
        String app = TestTokens.sign(TestTokens.userClaims(OPERATOR, ACME, "note:read")
                .claim("client_id", "an-app")
                .build());

        assertThat(get("/api/v1/notes", app).body()).contains("of acme");
        assertThat(get("/api/v1/notes/own", app)).isEqualTo(new Answer(403, "{\"code\":\"sign-in-required\"}"));
    }

    @Test
    void aTenantsProviderVouchesForWorkInTheTenantAndForNothingOfTheAccount() {
        String bound = TestTokens.sign(TestTokens.userClaims(OPERATOR, ACME, "note:read")
                .claim("bound", true)
                .build());

        assertThat(get("/api/v1/notes", bound).status()).isEqualTo(200);
        assertThat(get("/api/v1/notes/own", bound).status()).isEqualTo(200);
        assertThat(get("/api/v1/notes/passwords", bound))
                .isEqualTo(new Answer(403, "{\"code\":\"own-sign-in-required\"}"));
        assertThat(get("/api/v1/notes/passwords", TestTokens.user(OPERATOR, ACME))
                        .status())
                .isEqualTo(200);
    }

    private static String provedSecondsAgo(long seconds) {
        var claims = TestTokens.userClaims(OPERATOR, ACME);
        long issued = claims.build().getIssueTime().toInstant().getEpochSecond();
        return TestTokens.sign(claims.claim("auth_time", issued - seconds).build());
    }

    private Answer get(String path, String token) {
        // A URI as it is: a template would encode it once more.
        var result = http.get()
                .uri(URI.create("http://localhost:" + port + path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        return new Answer(result.getStatus().value(), String.valueOf(result.getResponseBody()));
    }
}
