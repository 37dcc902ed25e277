package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import com.penguinmails.testkit.TestRedis;
import com.penguinmails.tokens.EndedSessions;
import io.lettuce.core.RedisClient;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OwnSessionsIT extends UserServiceFixture {

    private static final String SESSIONS = "/api/v1/users/me/sessions";

    @Test
    void aPersonSeesWhereTheyAreSignedIn() {
        String email = verifiedPerson();
        loginFrom(email, "Firefox on a boat", "203.0.113.7");
        String here = tokenOf(email);

        List<JsonNode> items =
                get(SESSIONS, here).body().path("items").valueStream().toList();

        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("current").asBoolean(false))
                .as("newest first")
                .isTrue();
        assertThat(items.get(1).path("current").asBoolean(true)).isFalse();
        assertThat(items.get(1).path("userAgent").asString("")).isEqualTo("Firefox on a boat");
        assertThat(items.get(1).path("address").asString("")).isEqualTo("203.0.113.7");
    }

    @Test
    void whatABrowserCallsItselfIsCutAndCleaned() {
        String email = verifiedPerson();
        loginFrom(email, "A\tB" + "x".repeat(5_000), "203.0.113.7");

        String agent = get(SESSIONS, tokenOf(email))
                .body()
                .path("items")
                .get(1)
                .path("userAgent")
                .asString("");

        assertThat(agent).startsWith("A?Bxx").hasSize(300);
    }

    @Test
    void oneSignInIsEndedByItsOwnerAndByNobodyElse() {
        String email = verifiedPerson();
        Answer lost = login(email, PASSWORD);
        String here = tokenOf(email);
        String lostId = sessionOf(lost);

        assertThat(delete(SESSIONS + "/" + lostId, tokenOf(verifiedPerson())).status())
                .isEqualTo(404);
        assertThat(delete(SESSIONS + "/" + UUID.randomUUID(), here).status()).isEqualTo(404);
        assertThat(delete(SESSIONS + "/no-id", here).status()).isEqualTo(400);
        assertThat(delete(SESSIONS + "/" + lostId, null).status()).isEqualTo(401);
        assertThat(refresh(lost.text("refreshToken")).status()).isEqualTo(200);

        assertThat(delete(SESSIONS + "/" + lostId, here).status()).isEqualTo(204);
        assertThat(delete(SESSIONS + "/" + lostId, here).status()).as("again").isEqualTo(204);

        assertThat(refresh(lost.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(get(SESSIONS, here).body().path("items").size()).isEqualTo(1);
    }

    @Test
    void allOthersAreEndedAtOnce() {
        String email = verifiedPerson();
        String stranger = verifiedPerson();
        Answer one = login(email, PASSWORD);
        Answer two = login(email, PASSWORD);
        Answer foreign = login(stranger, PASSWORD);
        Answer here = login(email, PASSWORD);

        assertThat(delete(SESSIONS, here.text("accessToken")).status()).isEqualTo(204);

        assertThat(refresh(one.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(refresh(two.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(refresh(here.text("refreshToken")).status()).isEqualTo(200);
        assertThat(refresh(foreign.text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void theListIsPagedAndForgetsWhatHasEnded() {
        String email = verifiedPerson();
        login(email, PASSWORD);
        login(email, PASSWORD);
        String here = tokenOf(email);

        Answer first = get(SESSIONS + "?limit=2", here);
        assertThat(first.body().path("items").size()).isEqualTo(2);
        Answer second = get(SESSIONS + "?limit=2&cursor=" + first.text("nextCursor"), here);
        assertThat(second.body().path("items").size()).isEqualTo(1);
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
        assertThat(get(SESSIONS + "?cursor=nonsense", here).status()).isEqualTo(400);

        clock.advance(Duration.ofDays(14));
        assertThat(get(SESSIONS, tokenOf(email)).body().path("items").size()).isEqualTo(1);
    }

    @Test
    void whatEndedIsToldToTheGatewayEvenByARedisThatLostIt() {
        String email = verifiedPerson();
        Answer lost = login(email, PASSWORD);
        Answer here = login(email, PASSWORD);
        delete(SESSIONS + "/" + sessionOf(lost), here.text("accessToken"));

        try (RedisClient client = RedisClient.create(TestRedis.sharedUrl());
                var connection = client.connect()) {
            var redis = connection.sync();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> redis.zscore(EndedSessions.REDIS_KEY, sessionOf(lost)) != null);
            assertThat(redis.zscore(EndedSessions.REDIS_KEY, sessionOf(lost)))
                    .as("until the last access token has ended")
                    .isGreaterThanOrEqualTo(
                            (double) clock.instant().plusSeconds(900).getEpochSecond());
            assertThat(redis.zscore(EndedSessions.REDIS_KEY, sessionOf(here))).isNull();

            redis.del(EndedSessions.REDIS_KEY);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> redis.zscore(EndedSessions.REDIS_KEY, sessionOf(lost)) != null);

            clock.advance(Duration.ofMinutes(17));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> redis.zscore(EndedSessions.REDIS_KEY, sessionOf(lost)) == null);
        }
    }

    @Test
    void aTokenSaysWhenAndHowItsOwnerSignedInAndARefreshDoesNotRenewThat() throws ParseException {
        Answer first = login(verifiedPerson(), PASSWORD);
        long signedInAt = clock.instant().getEpochSecond();
        clock.advance(Duration.ofMinutes(5));

        var claims = SignedJWT.parse(refresh(first.text("refreshToken")).text("accessToken"))
                .getJWTClaimsSet();

        assertThat(claims.getLongClaim("auth_time")).isEqualTo(signedInAt);
        assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
    }

    private void loginFrom(String email, String agent, String address) {
        http.post()
                .uri("/api/v1/auth/login")
                .header("User-Agent", agent)
                .header("X-Forwarded-For", address)
                .body(java.util.Map.of("email", email, "password", PASSWORD))
                .exchange()
                .expectStatus()
                .isOk();
        clock.advance(Duration.ofSeconds(1));
    }

    private static String sessionOf(Answer tokens) {
        try {
            return SignedJWT.parse(tokens.text("accessToken")).getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
