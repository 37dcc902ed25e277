package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A program comes with a key, and the services see a token. */
@GatewayTest
class ApiKeyIT {

    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String EXCHANGE = "/internal/api-key-tokens";
    private static final Map<String, String> RANGES = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Door door;
    private volatile boolean userServiceAway;

    @Autowired
    ApiKeyIT(Environment environment) {
        this.door = new Door(environment);
    }

    @BeforeEach
    void keys() {
        FakePlatform.service(USER).answer(EXCHANGE, request -> {
            if (userServiceAway) {
                return new FakeService.Said(503, "{}");
            }
            String key = request.body().replaceAll(".*\"key\":\"([^\"]*)\".*", "$1");
            String ranges = RANGES.get(key);
            return ranges == null
                    ? new FakeService.Said(404, "{\"code\":\"not-found\"}")
                    : new FakeService.Said(200, """
                            {"accessToken":"token-for-%s","expiresAt":"%s","tenantId":"%s","userId":"%s","keyId":"%s",
                             "allowedRanges":[%s]}""".formatted(
                                    key,
                                    Instant.now().plusSeconds(120),
                                    UUID.randomUUID(),
                                    UUID.randomUUID(),
                                    UUID.randomUUID(),
                                    ranges));
        });
    }

    @Test
    void eitherHeaderGoesOnAsATokenAndNeverAsTheKey() {
        String key = key("");
        for (var answer : new Door.Answer[] {ask(bearer(key)), ask(own(key))}) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit-Policy")).startsWith("\"api-keys\";q=300;w=60;burst=500");
            assertThat(answer.receivedBy(CAMPAIGN)).singleElement().satisfies(request -> {
                assertThat(request.header("Authorization")).isEqualTo("Bearer token-for-" + key);
                assertThat(request.headers()).doesNotContainKey("X-Api-Key");
            });
        }
    }

    @Test
    void theExchangeIsDoneAsTheGatewayAndRemembered() {
        String key = key("");
        for (int i = 0; i < 5; i++) {
            assertThat(ask(own(key)).status()).isEqualTo(200);
        }
        assertThat(exchangesOf(key)).isEqualTo(1);
        assertThat(FakePlatform.service(USER).receivedAt(EXCHANGE))
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer of-the-gateway"));
    }

    @Test
    void aKeyThatIsUnknownRevokedOrExpiredIsRefusedAndNotAskedForAtEveryTry() {
        String key = newText();
        for (int i = 0; i < 5; i++) {
            var answer = ask(own(key));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body())
                    .contains("\"code\":\"authentication-required\"")
                    .doesNotContain(key);
            assertThat(answer.receivedBy(CAMPAIGN)).isEmpty();
        }
        assertThat(exchangesOf(key)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pm_live_",
                "pm_live_x",
                "sk_live_abcdefghijklmnopqrstuvwxyz",
                "pm_live_%00abcdefghijklmnopqrstuvwxyz"
            })
    void whatCannotBeAKeyIsRefusedUnasked(String key) {
        int before = FakePlatform.service(USER).receivedAt(EXCHANGE).size();
        assertThat(ask(own(key)).status()).isEqualTo(401);
        assertThat(FakePlatform.service(USER).receivedAt(EXCHANGE)).hasSize(before);
    }

    @Test
    void aKeyBesideATokenOrAnotherKeyIsRefused() {
        String key = key("");
        assertThat(ask(own(key).andThen(request -> request.header("Authorization", "Bearer " + Door.token())))
                        .status())
                .isEqualTo(401);
        assertThat(ask(own(key).andThen(own(key("")))).status()).isEqualTo(401);
        assertThat(ask(own(key).andThen(bearer(key))).status()).isEqualTo(401);
    }

    @Test
    void aKeyInTheQueryIsNone() {
        String key = key("");
        assertThat(door.get(CAMPAIGNS + "?api_key=" + key + "&X-Api-Key=" + key).status())
                .isEqualTo(401);
    }

    @Test
    void aKeyWorksFromItsAddressesOnly() {
        assertThat(ask(own(key("\"127.0.0.0/8\", \"10.0.0.0/8\""))).status()).isEqualTo(200);
        for (String ranges : new String[] {"\"10.0.0.0/8\"", "\"not a range\"", "\"2001:db8::/32\""}) {
            var answer = ask(own(key(ranges)));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"key-not-allowed-here\"");
            assertThat(answer.receivedBy(CAMPAIGN)).isEmpty();
        }
        assertThat(ask(own(key("\"10.0.0.0/8\"")).andThen(request -> request.header("X-Forwarded-For", "10.1.1.1")))
                        .status())
                .as("an address that the caller made up")
                .isEqualTo(403);
    }

    @Test
    void whileUserServiceIsAwayKnownKeysWorkAndUnknownOnesAreNotCalledWrong() {
        String known = key("");
        String unseen = key("");
        assertThat(ask(own(known)).status()).isEqualTo(200);
        userServiceAway = true;

        assertThat(ask(own(known)).status()).isEqualTo(200);
        var answer = ask(own(unseen));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"token-check-unavailable\"");

        userServiceAway = false;
        assertThat(ask(own(unseen)).status()).as("an outage is not remembered").isEqualTo(200);
    }

    @Test
    void onAnOpenPathAKeyIsNobodysBusiness() {
        var answer = door.post("/api/v1/auth/login", "{}", own(key("")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(USER))
                .singleElement()
                .satisfies(request -> assertThat(request.headers()).doesNotContainKeys("X-Api-Key", "Authorization"));
    }

    /** @param ranges JSON strings, comma-separated */
    private static String key(String ranges) {
        String key = newText();
        RANGES.put(key, ranges);
        return key;
    }

    private static String newText() {
        return "pm_live_abcdefghijkl_%038d".formatted(COUNTER.incrementAndGet());
    }

    private long exchangesOf(String key) {
        return FakePlatform.service(USER).receivedAt(EXCHANGE).stream()
                .filter(request -> request.body().contains(key))
                .count();
    }

    private Door.Answer ask(Consumer<HttpRequest.Builder> headers) {
        return door.call(CAMPAIGNS, headers);
    }

    private static Consumer<HttpRequest.Builder> own(String key) {
        return request -> request.header("X-Api-Key", key);
    }

    private static Consumer<HttpRequest.Builder> bearer(String key) {
        return request -> request.header("Authorization", "Bearer " + key);
    }
}
