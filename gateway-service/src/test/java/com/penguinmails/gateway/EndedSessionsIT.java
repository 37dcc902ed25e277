package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.testkit.TestRedis;
import com.penguinmails.testkit.TestTokens;
import com.penguinmails.tokens.EndedSessions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Redis of its own, written to as user-service does, which is taken away in the last test. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FakePlatform.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndedSessionsIT {

    private static final TestRedis REDIS = TestRedis.startAnother();
    private static final String CAMPAIGNS = "/api/v1/campaigns";

    private final Door door;
    private final ReactiveStringRedisTemplate redis;
    private final UUID user = UUID.randomUUID();

    @Autowired
    EndedSessionsIT(Environment environment, ReactiveStringRedisTemplate redis) {
        this.door = new Door(environment);
        this.redis = redis;
    }

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.url", REDIS::url);
    }

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    @Test
    @Order(1)
    void anEndedSignInEndsItsTokensAndNoOthers() {
        UUID lost = UUID.randomUUID();
        String token = token(lost);
        String otherDevice = token(UUID.randomUUID());
        assertThat(ask(token).status()).isEqualTo(200);

        end(lost);

        var refused = await().atMost(Duration.ofSeconds(20)).until(() -> ask(token), answer -> answer.status() != 200);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.body()).contains("\"code\":\"session-revoked\"", refused.requestId());
        assertThat(refused.receivedBy(CAMPAIGN)).isEmpty();
        assertThat(ask(otherDevice).status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void whatUserServiceForgetsIsForgotten() {
        UUID session = UUID.randomUUID();
        String token = token(session);
        end(session);
        await().atMost(Duration.ofSeconds(20)).until(() -> ask(token).status() == 401);

        redis.opsForZSet().remove(EndedSessions.REDIS_KEY, session.toString()).block();

        await().atMost(Duration.ofSeconds(20)).until(() -> ask(token).status() == 200);
    }

    @Test
    @Order(3)
    void withoutRedisTheLastReadingStays() {
        UUID session = UUID.randomUUID();
        String token = token(session);
        end(session);
        await().atMost(Duration.ofSeconds(20)).until(() -> ask(token).status() == 401);

        REDIS.close();

        assertThat(door.get("/health/queue").status()).isEqualTo(503);
        assertThat(ask(token).status()).isEqualTo(401);
        assertThat(ask(token(UUID.randomUUID())).status()).isEqualTo(200);
    }

    private void end(UUID session) {
        redis.opsForZSet()
                .add(EndedSessions.REDIS_KEY, session.toString(), 4_000_000_000.0)
                .block();
    }

    private String token(UUID session) {
        return TestTokens.sign(TestTokens.userClaims(user, UUID.randomUUID())
                .claim("sid", session.toString())
                .build());
    }

    private Door.Answer ask(String token) {
        return door.call(CAMPAIGNS, request -> request.header("Authorization", "Bearer " + token));
    }
}
