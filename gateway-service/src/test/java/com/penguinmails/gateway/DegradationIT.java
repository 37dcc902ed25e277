package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.ANALYTICS;
import static com.penguinmails.contracts.ServiceName.BILLING;
import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.EMAIL_PROCESSOR;
import static com.penguinmails.contracts.ServiceName.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.testkit.TestRedis;
import com.penguinmails.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** The table "What goes on without it" of the README, row by row. What goes away stays away, so the order counts. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = DegradationIT.OwnPlatform.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DegradationIT {

    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String KNOWN_KEY = "pm_live_abcdefghijkl_knownknownknownknownknownknown0";
    private static final TestRedis REDIS = TestRedis.startAnother();
    private static final Map<ServiceName, FakeService> SERVICES = Arrays.stream(ServiceName.values())
            .collect(Collectors.toMap(Function.identity(), name -> FakeService.start(name.id())));

    /** Services and a Redis that may go away. */
    static final class OwnPlatform implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            new FakePlatform().initialize(context);
            var own = new HashMap<String, Object>();
            SERVICES.forEach((name, service) -> own.put("penguinmails.security.services." + name.id(), service.url()));
            own.put("penguinmails.security.jwks-uri", service(USER).url() + "/oauth2/jwks");
            own.put("penguinmails.security.token-uri", service(USER).url() + "/oauth2/token");
            own.put("REDIS_URL", REDIS.url());
            own.put("RATE_LIMIT_IP_PER_MINUTE", "40");
            own.put("RATE_LIMIT_STARTER_BURST", "77");
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("own platform", own));
        }
    }

    private static final String KNOWN_TENANT = UUID.randomUUID().toString();

    private final Door door;

    @Autowired
    DegradationIT(Environment environment) {
        this.door = new Door(environment);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
        SERVICES.values().forEach(FakeService::stop);
    }

    @Test
    @Order(1)
    void allIsWell() throws IOException {
        String keys;
        try (var in = URI.create(TestTokens.jwksUri()).toURL().openStream()) {
            keys = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        service(USER).answer("/oauth2/jwks", request -> new FakeService.Said(200, keys));
        service(USER)
                .answer(
                        "/oauth2/token",
                        request -> new FakeService.Said(200, "{\"access_token\":\"own\",\"expires_in\":600}"));
        service(USER)
                .answer(
                        "/internal/api-key-tokens",
                        request -> new FakeService.Said(200, """
                                {"accessToken":"made","expiresAt":"%s","tenantId":"%s","userId":"%s","keyId":"%s",
                                 "allowedRanges":[]}""".formatted(
                                Instant.now().plusSeconds(120), KNOWN_TENANT, UUID.randomUUID(), UUID.randomUUID())));
        service(BILLING).answer("/internal/quota", request -> new FakeService.Said(200, """
                {"plan":"starter","status":"active","emailsPerPeriod":1,"emailsReserved":0,"maxMailboxes":1,
                 "periodStart":"2026-11-01","periodEnd":"2026-12-01"}"""));
        assertThat(askWithKey(KNOWN_KEY).status()).isEqualTo(200);
        assertThat(door.get("/oauth2/jwks").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> askAs(KNOWN_TENANT).header("RateLimit-Policy").contains("burst=77"));
    }

    @Test
    @Order(2)
    void analyticsIsAway() {
        service(ANALYTICS).stop();

        unavailable(door.getSignedIn("/api/v1/campaigns/7/statistics"));
        assertThat(seenBy(CAMPAIGN, door.getSignedIn(CAMPAIGNS))).isEqualTo(1);
        assertThat(door.post(
                                "/api/v1/campaigns/7/launch",
                                "{}",
                                request -> request.header("Authorization", "Bearer " + Door.token()))
                        .status())
                .isEqualTo(200);
        assertThat(seenBy(EMAIL_PROCESSOR, door.get("/t/c/abc"))).isEqualTo(1);
    }

    @Test
    @Order(3)
    void billingIsAway() {
        service(BILLING).stop();

        unavailable(door.getSignedIn("/api/v1/billing/plans"));
        assertThat(askAs(KNOWN_TENANT).header("RateLimit-Policy"))
                .as("what was known")
                .contains("burst=77");
        var stranger = askAs(UUID.randomUUID().toString());
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.header("RateLimit-Policy")).contains("\"tenant\";q=3000");
    }

    @Test
    @Order(4)
    void userServiceIsAway() {
        service(USER).stop();

        unavailable(door.post("/api/v1/auth/login", "{}", request -> {}));
        assertThat(askAs(UUID.randomUUID().toString()).status())
                .as("a valid token, with keys that were fetched before")
                .isEqualTo(200);
        var claims = TestTokens.userClaims(UUID.randomUUID(), UUID.randomUUID()).build();
        assertThat(ask("Bearer " + TestTokens.sign(claims, TestTokens.strangeKey()))
                        .status())
                .as("nobody gets in because nobody can be asked")
                .isIn(401, 503);
        assertThat(ask("Bearer nonsense").status()).isEqualTo(401);
        assertThat(askWithKey(KNOWN_KEY).status()).isEqualTo(200);
        unavailable(askWithKey("pm_live_abcdefghijkl_neverseenneverseenneverseenneverse"));
        assertThat(door.get("/oauth2/jwks").status()).as("kept").isEqualTo(200);
    }

    @Test
    @Order(5)
    void redisIsAway() {
        REDIS.close();

        assertThat(askAs(KNOWN_TENANT).status()).isEqualTo(200);
        var logIns = IntStream.range(0, 45)
                .map(i -> door.post("/api/v1/auth/login", "{}", request -> {}).status())
                .boxed()
                .toList();
        assertThat(logIns).as("log-ins are still counted").contains(429);
        assertThat(door.get("/t/o/abc").status()).as("recipients").isEqualTo(200);
        assertThat(door.get("/health/queue").status()).isEqualTo(503);
        assertThat(door.get("/health").status()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void everythingIsAway() {
        SERVICES.values().forEach(FakeService::stop);

        unavailable(door.getSignedIn(CAMPAIGNS));
        unavailable(door.get("/t/o/abc"));
        assertThat(door.get("/health").status()).isEqualTo(200);
        assertThat(door.get("/health/db").status()).isEqualTo(503);
        assertThat(door.get("/docs/index.html").status()).isEqualTo(200);
        assertThat(door.get("/openapi").body()).contains("x-missing-services").contains("campaign");
        assertThat(door.getSignedIn("/internal/quota").status()).isEqualTo(404);
    }

    private static FakeService service(ServiceName name) {
        return Objects.requireNonNull(SERVICES.get(name));
    }

    private static int seenBy(ServiceName name, Door.Answer answer) {
        return service(name).received(answer.requestId()).size();
    }

    private static void unavailable(Door.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body())
                .contains("unavailable\"", answer.requestId())
                .doesNotContain("Exception", "127.0.0.1");
    }

    private Door.Answer askAs(String tenant) {
        return ask("Bearer " + TestTokens.user(UUID.randomUUID(), UUID.fromString(tenant)));
    }

    private Door.Answer ask(String authorization) {
        return door.call(CAMPAIGNS, request -> request.header("Authorization", authorization));
    }

    private Door.Answer askWithKey(String key) {
        return door.call(CAMPAIGNS, request -> request.header("X-Api-Key", key));
    }
}
