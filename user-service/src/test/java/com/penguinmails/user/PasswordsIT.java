package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobReport.Next;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsIT extends UserServiceFixture {

    private static final String ANOTHER = "another long and winding phrase";

    @Test
    void whoForgotThePasswordSetsAnotherOneAndIsSignedOutEverywhere() {
        String email = verifiedPerson();
        Answer before = login(email, PASSWORD);
        String token = resetToken(email);

        assertThat(reset(token, ANOTHER).status()).isEqualTo(204);

        assertThat(login(email, PASSWORD).code()).isEqualTo("login-failed");
        assertThat(login(email, ANOTHER).status()).isEqualTo(200);
        assertThat(refresh(before.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(reset(token, "a third phrase for the road").code()).isEqualTo("reset-token-invalid");
        deliverMails(email);
        assertThat(mail().to(email).getLast().content()).contains("was changed");
    }

    @Test
    void theMailProvesTheAddressToo() {
        String email = newAddress();
        signUp(email);
        String token = resetToken(email);

        reset(token, ANOTHER);

        assertThat(get("/api/v1/users/me", login(email, ANOTHER).text("accessToken"))
                        .body()
                        .path("emailVerified")
                        .asBoolean(false))
                .isTrue();
    }

    @Test
    void anUnknownAddressIsAnsweredLikeAKnownOneAndItsJobComesToNothing() {
        String known = verifiedPerson();
        String unknown = newAddress();
        long jobs = jobCount();

        Answer toKnown = forgot(known);
        Answer toUnknown = forgot(unknown);

        assertThat(toKnown.status()).isEqualTo(202);
        assertThat(toUnknown.status()).isEqualTo(202);
        assertThat(toUnknown.body()).isEqualTo(toKnown.body());
        assertThat(toUnknown.headers().keySet()).isEqualTo(toKnown.headers().keySet());
        assertThat(jobCount()).as("the same work for both").isEqualTo(jobs + 2);
        var strangers = sql().sql("""
                        select id, tenant_id, kind, payload from queue.jobs
                        where kind = 'user.send-account-mail' and tenant_id not in (select id from users.accounts)""")
                .query((row, number) -> new com.penguinmails.contracts.jobs.JobDelivery(
                        row.getObject(1, java.util.UUID.class),
                        row.getObject(2, java.util.UUID.class),
                        row.getString(3),
                        1,
                        row.getString(4),
                        ""))
                .list();
        assertThat(strangers).isNotEmpty();
        assertThat(deliver(strangers)).allMatch(report -> report.next() == Next.DONE);
        assertThat(mail().to(unknown)).isEmpty();
    }

    @Test
    void aResetTokenIsGoodForAnHourAndNotForProvingAnAddress() {
        String email = verifiedPerson();
        String token = resetToken(email);
        assertThat(post("/api/v1/auth/verify-email", Map.of("token", token)).code())
                .isEqualTo("verification-token-invalid");

        clock.advance(Duration.ofHours(1));

        assertThat(reset(token, ANOTHER).code()).isEqualTo("reset-token-invalid");
        assertThat(reset("made-up", ANOTHER).code()).isEqualTo("reset-token-invalid");
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aWeakPasswordDoesNotUseTheTokenUp() {
        String email = verifiedPerson();
        String token = resetToken(email);

        assertThat(reset(token, "password1234")
                        .body()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString(""))
                .isEqualTo("password");
        assertThat(reset(token, "x".repeat(10_000)).status()).isEqualTo(400);
        assertThat(reset(token, ANOTHER).status()).isEqualTo(204);
    }

    @Test
    void oneTokenSetsOnePasswordHoweverManyTryAtOnce() throws Exception {
        String email = verifiedPerson();
        String token = resetToken(email);

        var accepted = new HashMap<String, Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() ->
                            Map.entry(ANOTHER + i, reset(token, ANOTHER + i).status())))
                    .toList();
            for (var answer : answers) {
                accepted.put(answer.get().getKey(), answer.get().getValue());
            }
        }

        var winners = accepted.entrySet().stream()
                .filter(entry -> entry.getValue() == 204)
                .toList();
        assertThat(winners).hasSize(1);
        assertThat(login(email, winners.getFirst().getKey()).status()).isEqualTo(200);
    }

    @Test
    void theWayBackStaysOpenWhenOtherMailsAreUsedUp() {
        String email = newAddress();
        signUp(email);
        for (int i = 0; i < 4; i++) {
            post("/api/v1/auth/resend-verification", Map.of("email", email));
        }

        for (int i = 0; i < 3; i++) {
            assertThat(forgot(email).status()).isEqualTo(202);
        }
        assertThat(forgot(email).status()).isEqualTo(429);
        String stranger = newAddress();
        for (int i = 0; i < 3; i++) {
            forgot(stranger);
        }
        assertThat(forgot(stranger).status()).isEqualTo(429);
    }

    @Test
    void theQueueHoldsNoResetToken() {
        String email = verifiedPerson();
        forgot(email);

        assertThat(mailJobs(email).getLast().payload())
                .isEqualTo("{\"accountId\":\"" + idOf(email) + "\",\"letter\":\"RESET_PASSWORD\",\"changeId\":null}");
    }

    @Test
    void whoKnowsThePasswordChangesItAndStaysSignedInHereOnly() {
        String email = verifiedPerson();
        Answer here = login(email, PASSWORD);
        Answer elsewhere = login(email, PASSWORD);

        assertThat(change(here.text("accessToken"), PASSWORD, ANOTHER).status()).isEqualTo(204);

        assertThat(refresh(here.text("refreshToken")).status()).isEqualTo(200);
        assertThat(refresh(elsewhere.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(login(email, ANOTHER).status()).isEqualTo(200);
        assertThat(login(email, PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void aChangeNeedsTheCurrentPasswordAndARecentSignIn() {
        String email = verifiedPerson();
        String token = tokenOf(email);

        assertThat(change(token, "not the password", ANOTHER).code()).isEqualTo("password-wrong");
        assertThat(change(token, PASSWORD, "password1234")
                        .body()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString(""))
                .isEqualTo("newPassword");
        assertThat(post("/api/v1/auth/change-password", Map.of("currentPassword", PASSWORD, "newPassword", ANOTHER))
                        .status())
                .isEqualTo(401);
        clock.advance(Duration.ofMinutes(11));
        assertThat(change(token, PASSWORD, ANOTHER)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("step-up-required");
        });
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void guessingTheCurrentPasswordIsSlowedDown() {
        String email = verifiedPerson();
        String token = tokenOf(email);
        for (int i = 0; i < 5; i++) {
            assertThat(change(token, "not the password", ANOTHER).status()).isEqualTo(403);
        }

        assertThat(change(token, PASSWORD, ANOTHER).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(change(token, PASSWORD, ANOTHER).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"аdmin@example.com", "admin＠example.com", "", "admin@example.com\\nBcc: x@example.com"})
    void whatIsNoMailAddressIsRefused(String email) {
        assertThat(post("/api/v1/auth/forgot-password", "{\"email\":\"" + email + "\"}"))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.body().path("errors").get(0).path("field").asString(""))
                            .isEqualTo("email");
                });
    }

    @Test
    void unknownFieldsAreRefusedAndNothingIsWritten() {
        String email = verifiedPerson();
        long jobs = jobCount();

        assertThat(post("/api/v1/auth/forgot-password", Map.of("email", email, "tenantId", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(post("/api/v1/auth/reset-password", Map.of("token", "a", "password", ANOTHER, "id", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(post(
                                "/api/v1/auth/change-password",
                                Map.of("currentPassword", PASSWORD, "newPassword", ANOTHER, "role", "owner"),
                                tokenOf(email))
                        .status())
                .isEqualTo(400);
        assertThat(jobCount()).isEqualTo(jobs);
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
    }

    private Answer forgot(String email) {
        return post("/api/v1/auth/forgot-password", Map.of("email", email));
    }

    private Answer reset(String token, String password) {
        return post("/api/v1/auth/reset-password", Map.of("token", token, "password", password));
    }

    private Answer change(String token, String current, String wanted) {
        return post("/api/v1/auth/change-password", Map.of("currentPassword", current, "newPassword", wanted), token);
    }

    private String resetToken(String email) {
        assertThat(forgot(email).status()).isEqualTo(202);
        deliverMails(email);
        return lastToken(email);
    }

    private long jobCount() {
        return sql().sql("select count(*) from queue.jobs").query(Long.class).single();
    }
}
