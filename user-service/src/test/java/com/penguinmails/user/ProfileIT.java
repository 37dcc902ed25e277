package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileIT extends UserServiceFixture {

    private static final String ME = "/api/v1/users/me";
    private static final String PREFERENCES = ME + "/preferences";
    private static final String EMAIL = ME + "/email";

    @Test
    void aNameIsChangedAndNothingElse() {
        String email = verifiedPerson();
        String token = tokenOf(email);

        Answer changed = patch(ME, Map.of("name", "  Ana María  "), token);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("Ana María");
        assertThat(get(ME, token).body()).isEqualTo(changed.body());
        assertThat(changed.text("email")).isEqualTo(email);
        assertThat(patch(ME, Map.of(), token).text("name")).isEqualTo("Ana María");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\"   \"}",
                "{\"name\":\"A\\nB\"}",
                "{\"name\":\"A\\u0000\"}",
                "{\"email\":\"other@example.com\"}",
                "{\"emailVerified\":true}",
                "{\"id\":\"00000000-0000-0000-0000-000000000000\"}",
                "[]"
            })
    void whatAPersonMayNotChangeIsRefused(String body) {
        String token = tokenOf(verifiedPerson());
        var before = get(ME, token).body();

        assertThat(patch(ME, body, token).status()).isEqualTo(400);
        assertThat(patch(ME, body, null).status()).isEqualTo(401);
        assertThat(get(ME, token).body()).isEqualTo(before);
    }

    @Test
    void preferencesHaveDefaultsAndAreChangedOneByOne() {
        String token = tokenOf(verifiedPerson());
        assertThat(get(PREFERENCES, token).body()).isEqualTo(json.readTree("""
                        {"theme":"light","language":"en","timezone":"UTC","emailNotifications":true,
                         "pushNotifications":true,"weeklyReports":false,"marketingEmails":false}"""));

        patch(PREFERENCES, Map.of("theme", "dark", "timezone", "America/Bogota"), token);
        Answer second = patch(PREFERENCES, Map.of("language", "es", "weeklyReports", true), token);

        assertThat(second.body()).isEqualTo(json.readTree("""
                        {"theme":"dark","language":"es","timezone":"America/Bogota","emailNotifications":true,
                         "pushNotifications":true,"weeklyReports":true,"marketingEmails":false}"""));
        assertThat(get(PREFERENCES, token).body()).isEqualTo(second.body());
        assertThat(get(PREFERENCES, tokenOf(verifiedPerson())).text("theme")).isEqualTo("light");
    }

    @Test
    void changesOfDifferentPreferencesAtOnceAllStay() throws Exception {
        String token = tokenOf(verifiedPerson());
        var changes = java.util.List.<Map<String, Object>>of(
                Map.of("theme", "dark"),
                Map.of("language", "es"),
                Map.of("timezone", "Europe/Madrid"),
                Map.of("weeklyReports", true),
                Map.of("marketingEmails", true));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : changes.stream()
                    .map(change -> threads.submit(
                            () -> patch(PREFERENCES, change, token).status()))
                    .toList()) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        assertThat(get(PREFERENCES, token).body()).isEqualTo(json.readTree("""
                        {"theme":"dark","language":"es","timezone":"Europe/Madrid","emailNotifications":true,
                         "pushNotifications":true,"weeklyReports":true,"marketingEmails":true}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"theme\":\"pink\"}",
                "{\"language\":\"klingon\"}",
                "{\"timezone\":\"Mars/Olympus\"}",
                "{\"timezone\":\"\"}",
                "{\"weeklyReports\":\"perhaps\"}",
                "{\"accountId\":\"x\"}"
            })
    void preferencesThatMakeNoSenseAreRefused(String body) {
        String token = tokenOf(verifiedPerson());

        assertThat(patch(PREFERENCES, body, token).status()).isEqualTo(400);
        assertThat(get(PREFERENCES, token).text("theme")).isEqualTo("light");
    }

    @Test
    void anAddressIsChangedOnceTheMailToTheNewOneWasRead() {
        String old = verifiedPerson();
        UUID id = idOf(old);
        String wanted = newAddress();
        String token = tokenOf(old);

        assertThat(post(EMAIL, Map.of("email", wanted), token).status()).isEqualTo(202);
        deliverMails(old);
        assertThat(get(ME, token).text("email")).as("not yet").isEqualTo(old);
        assertThat(login(wanted, PASSWORD).status()).isEqualTo(401);
        assertThat(confirm(lastToken(wanted)).status()).isEqualTo(200);

        assertThat(get(ME, token).text("email")).isEqualTo(wanted);
        assertThat(login(wanted, PASSWORD).status()).isEqualTo(200);
        assertThat(login(old, PASSWORD).code()).isEqualTo("login-failed");
        assertThat(idOf(wanted)).isEqualTo(id);
        assertThat(confirm(lastToken(wanted)).code()).isEqualTo("email-change-token-invalid");
        deliverMails(wanted);
        assertThat(mail().to(old).getLast().content()).contains("was changed").doesNotContain(wanted);
    }

    @Test
    void anAddressThatIsTakenIsAnsweredAlikeAndItsOwnerIsTold() {
        String mine = verifiedPerson();
        String taken = verifiedPerson();
        String token = tokenOf(mine);

        Answer free = post(EMAIL, Map.of("email", newAddress()), token);
        Answer refused = post(EMAIL, Map.of("email", taken), token);
        deliverMails(mine);

        assertThat(refused.status()).isEqualTo(free.status());
        assertThat(refused.body()).isEqualTo(free.body());
        assertThat(mail().to(taken).getLast().content()).contains("already has an account");
        assertThat(login(taken, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoSignsUpWithTheAddressMeanwhileKeepsIt() {
        String mine = verifiedPerson();
        String contested = newAddress();
        post(EMAIL, Map.of("email", contested), tokenOf(mine));
        deliverMails(mine);
        String token = lastToken(contested);
        signUp(contested);

        assertThat(confirm(token)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("email-taken");
        });
        assertThat(login(mine, PASSWORD).status()).isEqualTo(200);
    }

    /** Otherwise a link to one's own mailbox would prove somebody else's. */
    @Test
    void aLinkProvesTheAddressItWentToAndNoLaterOne() {
        String person = verifiedPerson();
        String token = tokenOf(person);
        String own = newAddress();
        post(EMAIL, Map.of("email", own), token);
        deliverMails(person);
        post(EMAIL, Map.of("email", "president@example.com"), token);

        assertThat(confirm(lastToken(own)).status()).isEqualTo(200);

        assertThat(get(ME, token).text("email")).isEqualTo(own);
    }

    @Test
    void linksThatWentToTheOldAddressAreVoid() {
        String old = verifiedPerson();
        post("/api/v1/auth/forgot-password", Map.of("email", old));
        deliverMails(old);
        String resetToken = lastToken(old);
        String wanted = newAddress();
        post(EMAIL, Map.of("email", wanted), tokenOf(old));
        deliverMails(old);
        confirm(lastToken(wanted));

        assertThat(post(
                                "/api/v1/auth/reset-password",
                                Map.of("token", resetToken, "password", "another long and winding phrase"))
                        .code())
                .isEqualTo("reset-token-invalid");
    }

    @Test
    void aLinkIsFollowedOnceHoweverManyTry() throws Exception {
        String person = verifiedPerson();
        String wanted = newAddress();
        post(EMAIL, Map.of("email", wanted), tokenOf(person));
        deliverMails(person);
        String token = lastToken(wanted);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int accepted = 0;
            for (var answer : IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> confirm(token).status()))
                    .toList()) {
                accepted += answer.get() == 200 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    void aChangeOfAddressNeedsARecentSignInAndAnAddress() {
        String person = verifiedPerson();
        Answer session = login(person, PASSWORD);
        String token = session.text("accessToken");
        assertThat(post(EMAIL, Map.of("email", "аdmin@example.com"), token).status())
                .isEqualTo(400);
        assertThat(post(EMAIL, Map.of("email", person), token).status()).isEqualTo(400);
        assertThat(post(EMAIL, Map.of("email", newAddress()), null).status()).isEqualTo(401);
        clock.advance(Duration.ofMinutes(11));

        assertThat(post(EMAIL, Map.of("email", newAddress()), token).code()).isEqualTo("step-up-required");
    }

    @Test
    void aRepeatedRequestSendsOneMail() {
        String person = verifiedPerson();
        String token = tokenOf(person);
        String wanted = newAddress();

        Answer first = askWithKey(token, wanted);
        Answer again = askWithKey(token, wanted);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().get("Idempotency-Replayed")).containsExactly("true");
        deliverMails(person);
        assertThat(mail().to(wanted)).hasSize(1);
        assertThat(askWithKey(token, newAddress()).code()).isEqualTo("idempotency-key-reused");
    }

    private Answer askWithKey(String token, String wanted) {
        return answer(http.post()
                .uri(EMAIL)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", "one-key")
                .body(Map.of("email", wanted))
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    private Answer confirm(String token) {
        return post("/api/v1/auth/confirm-email-change", Map.of("token", token));
    }
}
