package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.TestRedis;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Low limits and a Redis of its own, which is taken away in the last test. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FakePlatform.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RateLimitIT {

    private static final TestRedis REDIS = TestRedis.startAnother();
    private static final String CAMPAIGNS = "/api/v1/campaigns";

    private final Door door;

    @Autowired
    RateLimitIT(Environment environment) {
        this.door = new Door(environment);
    }

    @DynamicPropertySource
    static void lowLimits(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.url", REDIS::url);
        properties.add("penguinmails.gateway.limits.user-per-minute", () -> 10);
        properties.add("penguinmails.gateway.limits.ip-per-minute", () -> 20);
        properties.add("penguinmails.gateway.limits.link-per-minute", () -> 1000);
    }

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    @Test
    @Order(1)
    void aPersonHasSoManyRequestsAMinute() {
        String token = Door.token();
        var first = ask(token);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Limit")).isEqualTo("10");
        assertThat(first.header("RateLimit-Remaining")).isEqualTo("9");
        assertThat(Integer.parseInt(first.header("RateLimit-Reset"))).isBetween(1, 60);
        assertThat(first.header("RateLimit-Policy"))
                .isEqualTo("\"user\";q=10;w=60;burst=10, \"tenant\";q=3000;w=60;burst=5000");
        assertThat(first.header("RateLimit")).matches("\"user\";r=9;t=\\d+, \"tenant\";r=4999;t=1");

        IntStream.range(0, 9).forEach(i -> assertThat(ask(token).status()).isEqualTo(200));
        var refused = ask(token);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.body()).contains("\"code\":\"rate-limited\"");
        assertThat(refused.receivedBy(CAMPAIGN)).isEmpty();
        assertThat(ask(Door.token()).status()).as("somebody else").isEqualTo(200);
    }

    @Test
    @Order(1)
    void manyAtOnceGetNoMoreThanOneAfterTheOther() throws Exception {
        String token = Door.token();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 60)
                    .mapToObj(i -> callers.submit(() -> ask(token).status()))
                    .toList();
            int allowed = 0;
            for (var answer : answers) {
                allowed += answer.get() == 200 ? 1 : 0;
            }
            // A slow machine may see one or two grow back, one every six seconds.
            assertThat(allowed).isBetween(10, 13);
        }
    }

    @Test
    @Order(2)
    void anAddressWithoutTokensHasSoManyRequestsAMinuteAndLinksAreNotAmongThem() {
        for (int i = 0; i < 10; i++) {
            assertThat(door.post("/api/v1/auth/login", "{}", request -> {}).status())
                    .isEqualTo(200);
            assertThat(ask("not-a-token").status()).isEqualTo(401);
        }

        assertThat(door.post("/api/v1/auth/login", "{}", request -> {}).status())
                .isEqualTo(429);
        assertThat(ask("not-a-token").status()).isEqualTo(429);
        assertThat(door.get("/t/o/abc").status()).isEqualTo(200);
        assertThat(door.post("/u/abc", "List-Unsubscribe=One-Click", request -> {})
                        .status())
                .isEqualTo(200);
        assertThat(ask(Door.token()).status()).as("a person at that address").isEqualTo(200);
    }

    @Test
    @Order(3)
    void withoutRedisTheGatewayCountsForItselfAtHalfTheRate() {
        REDIS.close();
        String token = Door.token();

        var statuses =
                IntStream.range(0, 8).map(i -> ask(token).status()).boxed().toList();

        assertThat(statuses).startsWith(200, 200, 200, 200, 200).contains(429);
        assertThat(ask(Door.token()).header("RateLimit-Limit")).isEqualTo("5");
        assertThat(door.get("/health/queue").status()).isEqualTo(503);
    }

    private Door.Answer ask(String token) {
        return door.call(CAMPAIGNS, request -> request.header("Authorization", "Bearer " + token));
    }
}
