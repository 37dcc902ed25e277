package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshIT extends UserServiceFixture {

    @Test
    void everyRefreshTokenIsAnotherOne() {
        Set<String> seen = new HashSet<>();
        String token = login(verifiedPerson(), PASSWORD).text("refreshToken");
        for (int i = 0; i < 5; i++) {
            assertThat(seen.add(token)).isTrue();
            token = refresh(token).text("refreshToken");
        }
    }

    @Test
    void theAnswerThatGotLostIsGivenAgainForTenSeconds() {
        String token = login(verifiedPerson(), PASSWORD).text("refreshToken");
        String successor = refresh(token).text("refreshToken");

        clock.advance(Duration.ofSeconds(10));
        assertThat(refresh(token).text("refreshToken")).isEqualTo(successor);
        assertThat(refresh(successor).status()).isEqualTo(200);
    }

    @Test
    void aTokenThatComesBackLaterEndsTheWholeSignIn() {
        String token = login(verifiedPerson(), PASSWORD).text("refreshToken");
        String successor = refresh(token).text("refreshToken");

        clock.advance(Duration.ofSeconds(11));
        Answer reused = refresh(token);

        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.code()).isEqualTo("session-revoked");
        assertThat(refresh(successor).code()).isEqualTo("session-revoked");
    }

    @Test
    void aReuseEndsNoOtherSignInOfThePerson() {
        String email = verifiedPerson();
        String stolen = login(email, PASSWORD).text("refreshToken");
        String other = login(email, PASSWORD).text("refreshToken");
        refresh(stolen);
        clock.advance(Duration.ofSeconds(11));
        refresh(stolen);

        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void fiftyAtOnceGetOneSuccessor() throws Exception {
        String email = verifiedPerson();
        String token = login(email, PASSWORD).text("refreshToken");

        Set<String> successors = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> refresh(token)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
                successors.add(answer.get().text("refreshToken"));
            }
        }

        assertThat(successors).hasSize(1);
        assertThat(sql().sql("""
                        select count(*) from users.refresh_tokens t join users.sessions s on s.id = t.session_id
                        where s.account_id = ? and t.used_at is null""").param(idOf(email)).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void ofManyThatComeBackTooLateAtOnceNoneGetsAnythingAndTheSignInEnds() throws Exception {
        String token = login(verifiedPerson(), PASSWORD).text("refreshToken");
        String successor = refresh(token).text("refreshToken");
        clock.advance(Duration.ofSeconds(11));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> refresh(token)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().code()).isEqualTo("session-revoked");
            }
        }

        assertThat(refresh(successor).code()).isEqualTo("session-revoked");
    }

    /** A slow client repeats an old token while a quick one goes on: there is one line of tokens all the same. */
    @Test
    void aTokenAndItsSuccessorAtOnceLeaveOneFamily() throws Exception {
        String email = verifiedPerson();
        String token = login(email, PASSWORD).text("refreshToken");
        String successor = refresh(token).text("refreshToken");
        Set<String> ofToken = new HashSet<>();
        Set<String> ofSuccessor = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var old = IntStream.range(0, 15)
                    .mapToObj(i -> threads.submit(() -> refresh(token)))
                    .toList();
            var young = IntStream.range(0, 15)
                    .mapToObj(i -> threads.submit(() -> refresh(successor)))
                    .toList();
            for (var answer : old) {
                ofToken.add(answer.get().text("refreshToken"));
            }
            for (var answer : young) {
                ofSuccessor.add(answer.get().text("refreshToken"));
            }
        }

        assertThat(ofToken).containsExactly(successor);
        assertThat(ofSuccessor).hasSize(1);
        assertThat(livingTokensOf(email)).isEqualTo(1);
    }

    private long livingTokensOf(String email) {
        return sql().sql("""
                        select count(*) from users.refresh_tokens t join users.sessions s on s.id = t.session_id
                        where s.account_id = ? and s.revoked_at is null and t.used_at is null""").param(idOf(email)).query(Long.class).single();
    }

    @Test
    void aSignInEndsAfterTwoWeeksWithoutUse() {
        String token = login(verifiedPerson(), PASSWORD).text("refreshToken");

        clock.advance(Duration.ofDays(14));

        assertThat(refresh(token).code()).isEqualTo("session-expired");
    }

    @Test
    void aSignInEndsAfterThirtyDaysInAnyCase() {
        String token = login(verifiedPerson(), PASSWORD).text("refreshToken");
        for (int day = 10; day < 30; day += 10) {
            clock.advance(Duration.ofDays(10));
            token = refresh(token).text("refreshToken");
        }
        clock.advance(Duration.ofDays(9));
        Answer last = refresh(token);
        assertThat(last.body().path("refreshExpiresIn").asLong(0))
                .isEqualTo(Duration.ofDays(1).toSeconds());

        clock.advance(Duration.ofDays(1));
        assertThat(refresh(last.text("refreshToken")).code()).isEqualTo("session-expired");
    }

    @Test
    void whoLogsOutCannotRefresh() {
        Answer tokens = login(verifiedPerson(), PASSWORD);

        assertThat(post("/api/v1/auth/logout", Map.of(), tokens.text("accessToken"))
                        .status())
                .isEqualTo(204);

        assertThat(refresh(tokens.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(post("/api/v1/auth/logout", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void whatIsNoRefreshTokenIsRefused() {
        assertThat(refresh("made-up").status()).isEqualTo(401);
        assertThat(refresh("made-up").code()).isEqualTo("refresh-token-invalid");
        assertThat(post("/api/v1/auth/refresh", Map.of()).status()).isEqualTo(400);
        assertThat(post("/api/v1/auth/refresh", "{\"refreshToken\":\"a\",\"tenantId\":\"not-an-id\"}")
                        .status())
                .isEqualTo(400);
        assertThat(refresh("x".repeat(10_000)).status()).isEqualTo(400);
    }

    @Test
    void noTokenIsStoredAsItIs() {
        String email = verifiedPerson();
        Answer tokens = login(email, PASSWORD);
        refresh(tokens.text("refreshToken"));

        assertThat(sql().sql("""
                        select string_agg(encode(t.token_hash, 'escape') || encode(t.token_hash, 'base64'), ' ')
                        from users.refresh_tokens t""").query(String.class).single()).doesNotContain(tokens.text("refreshToken"));
    }
}
