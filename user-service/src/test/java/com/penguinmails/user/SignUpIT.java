package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobReport.Next;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpIT extends UserServiceFixture {

    @Test
    void aNewPersonGetsAMailAndProvesTheAddressWithIt() {
        String email = newAddress();

        assertThat(signUp(email).status()).isEqualTo(202);
        assertThat(deliverMails(email)).allMatch(report -> report.next() == Next.DONE);

        String token = lastToken(email);
        assertThat(mail().to(email).getLast().content())
                .contains("https://penguinmails.test/verify-email?token=" + token)
                .contains("Auto-Submitted: auto-generated")
                .doesNotContain("Ana");
        assertThat(post("/api/v1/auth/verify-email", Map.of("token", token)).status())
                .isEqualTo(200);
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
        assertThat(get("/api/v1/users/me", login(email, PASSWORD).text("accessToken"))
                        .body()
                        .path("emailVerified")
                        .asBoolean(false))
                .isTrue();
    }

    @Test
    void theQueueHoldsNoSecret() {
        String email = newAddress();
        signUp(email);

        assertThat(mailJobs(email))
                .singleElement()
                .satisfies(job -> assertThat(job.payload()).isEqualTo("{\"accountId\":\"" + idOf(email) + "\"}"));
    }

    @Test
    void aTokenIsGoodOnceAndForADay() {
        String email = newAddress();
        signUp(email);
        deliverMails(email);
        String token = lastToken(email);

        assertThat(post("/api/v1/auth/verify-email", Map.of("token", token)).status())
                .isEqualTo(200);
        assertThat(post("/api/v1/auth/verify-email", Map.of("token", token)).code())
                .isEqualTo("verification-token-invalid");

        String late = newAddress();
        signUp(late);
        deliverMails(late);
        clock.advance(Duration.ofHours(24));
        Answer refused = post("/api/v1/auth/verify-email", Map.of("token", lastToken(late)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("verification-token-invalid");
    }

    @Test
    void oneTokenUsedByManyAtOnceIsAcceptedOnce() throws Exception {
        String email = newAddress();
        signUp(email);
        deliverMails(email);
        String token = lastToken(email);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 12)
                    .mapToObj(i -> threads.submit(() -> post("/api/v1/auth/verify-email", Map.of("token", token))
                            .status()))
                    .toList();
            int accepted = 0;
            for (var answer : answers) {
                accepted += answer.get() == 200 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    void aKnownAddressIsAnsweredLikeAnUnknownOne() {
        String verified = verifiedPerson();
        String unverified = newAddress();
        signUp(unverified);

        Answer unknown = signUp(newAddress());
        assertThat(signUp(verified)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(unknown.status());
            assertThat(answer.body()).isEqualTo(unknown.body());
        });
        assertThat(signUp(unverified).body()).isEqualTo(unknown.body());
        assertThat(post("/api/v1/auth/resend-verification", Map.of("email", verified))
                        .body())
                .isEqualTo(unknown.body())
                .isEqualTo(post("/api/v1/auth/resend-verification", Map.of("email", newAddress()))
                        .body())
                .isEqualTo(post("/api/v1/auth/resend-verification", Map.of("email", unverified))
                        .body());
    }

    @Test
    void whoSignsUpAgainWithAProvedAddressIsToldByMailAndKeepsThePassword() {
        String email = verifiedPerson();

        post("/api/v1/auth/signup", Map.of("email", email, "password", "another long passphrase", "name", "Somebody"));
        deliverMails(email);

        assertThat(mail().to(email).getLast().content()).contains("already has an account");
        assertThat(login(email, "another long passphrase").status()).isEqualTo(401);
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anAccountThatNobodyProvedGoesToTheLastWhoSignsUp() {
        String email = newAddress();
        signUp(email);
        deliverMails(email);
        String firstToken = lastToken(email);
        String firstRefresh = login(email, PASSWORD).text("refreshToken");

        post("/api/v1/auth/signup", Map.of("email", email, "password", "the true owner's words", "name", "Owner"));

        assertThat(post("/api/v1/auth/verify-email", Map.of("token", firstToken))
                        .code())
                .isEqualTo("verification-token-invalid");
        assertThat(refresh(firstRefresh).code()).isEqualTo("session-revoked");
        assertThat(login(email, PASSWORD).code()).isEqualTo("login-failed");
        assertThat(login(email, "the true owner's words").status()).isEqualTo(200);
    }

    @Test
    void manySignUpsAtOnceMakeOneAccount() throws Exception {
        String email = newAddress();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> signUp(email).status()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isIn(202, 503);
            }
        }
        assertThat(sql().sql("select count(*) from users.accounts where email = ?")
                        .param(email)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anAddressGetsThreeMailsAndThenAPause() {
        String email = newAddress();
        signUp(email);
        Map<String, String> again = Map.of("email", email);
        assertThat(post("/api/v1/auth/resend-verification", again).status()).isEqualTo(202);
        assertThat(post("/api/v1/auth/resend-verification", again).status()).isEqualTo(202);

        Answer tooEarly = post("/api/v1/auth/resend-verification", again);
        assertThat(tooEarly.status()).isEqualTo(429);
        assertThat(tooEarly.headers().get("Retry-After")).containsExactly("60");
        assertThat(signUp(email).status()).isEqualTo(202);
        assertThat(mailJobs(email)).hasSize(3);

        clock.advance(Duration.ofMinutes(1));
        assertThat(post("/api/v1/auth/resend-verification", again).status()).isEqualTo(202);
        assertThat(mailJobs(email)).hasSize(4);
    }

    @Test
    void aJobDeliveredTwiceSendsOneMail() {
        String email = newAddress();
        signUp(email);

        deliverMails(email);
        assertThat(deliverMails(email)).allMatch(report -> report.next() == Next.DONE);

        assertThat(mail().to(email)).hasSize(1);
    }

    @Test
    void aMailboxThatDoesNotExistEndsTheJobAndAFullOneDoesNot() {
        String email = newAddress();
        signUp(email);

        mail().refuse(email::equals, 452);
        assertThat(deliverMails(email)).allMatch(report -> report.next() == Next.SNOOZE);
        mail().refuse(email::equals, 550);
        assertThat(deliverMails(email)).allMatch(report -> report.next() == Next.DISCARD);
        assertThat(mail().to(email)).isEmpty();
    }

    @Test
    void withoutItsJobThereIsNoAccount() {
        String email = newAddress();
        sql().sql("revoke insert on queue.jobs from users_app").update();
        try {
            assertThat(signUp(email).status()).isEqualTo(500);
        } finally {
            sql().sql("grant insert on queue.jobs to users_app").update();
        }
        assertThat(sql().sql("select count(*) from users.accounts where email = ?")
                        .param(email)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void thePasswordIsKeptAsArgon2id() {
        String email = newAddress();
        signUp(email);

        assertThat(sql().sql("select password_hash from users.accounts where email = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "short-one-11",
                "password1234",
                "MonkeyMonkey",
                "123412341234",
                "qwertyuiop123!",
                "abcdefghijklmnop",
                "1qaz2wsx3edc",
                "gabriela.ruiz@example.com",
                "i am gabriela.ruiz ok"
            })
    void aPasswordThatIsGuessedEasilyIsRefused(String password) {
        Answer answer = post(
                "/api/v1/auth/signup",
                Map.of("email", "gabriela.ruiz@example.com", "password", password.replace("-11", ""), "name", "G"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").get(0).path("field").asString(""))
                .isEqualTo("password");
        assertThat(answer.body().toString()).doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Cyrillic а and full-width @: they look right and are not.
                "аdmin@example.com",
                "admin＠example.com",
                "admin@localhost",
                "admin@example.com\\r\\nBcc: all@example.com",
                "\\\"a b\\\"@example.com",
                "admin\\u0000@example.com",
                ""
            })
    void whatIsNoMailAddressIsRefused(String email) {
        Answer answer = post(
                "/api/v1/auth/signup",
                "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\",\"name\":\"A\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").get(0).path("field").asString(""))
                .isEqualTo("email");
    }

    @Test
    void badBodiesAreRefusedWithTheFieldThatIsWrong() {
        String good = "\"email\":\"bad-bodies@example.com\",\"password\":\"" + PASSWORD + "\"";
        assertThat(fieldRefused("{" + good + ",\"name\":\"A\",\"role\":\"owner\"}"))
                .isEqualTo("role");
        assertThat(fieldRefused("{" + good + "}")).isEqualTo("name");
        assertThat(fieldRefused("{" + good + ",\"name\":\"A\\u0000B\"}")).isEqualTo("name");
        assertThat(fieldRefused("{" + good + ",\"name\":\"A\\nB\"}")).isEqualTo("name");
        assertThat(fieldRefused("{" + good + ",\"name\":[\"A\"]}")).isEqualTo("name");
        assertThat(fieldRefused("{\"email\":\"bad-bodies@example.com\",\"name\":\"A\",\"password\":\""
                        + "x".repeat(10_000) + "\"}"))
                .isEqualTo("password");
        assertThat(fieldRefused("not json")).isEqualTo("body");
        assertThat(sql().sql("select count(*) from users.accounts where email = 'bad-bodies@example.com'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String fieldRefused(String body) {
        Answer answer = post("/api/v1/auth/signup", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        return answer.body().path("errors").get(0).path("field").asString("");
    }
}
