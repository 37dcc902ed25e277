package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecondFactorIT extends UserServiceFixture {

    private static final String TOTP = "/api/v1/users/me/totp";

    /** A person with a generator. */
    private record Guarded(String email, Generator generator, List<String> recoveryCodes, Answer session) {}

    @Test
    void aPersonAddsAGeneratorAndSignsInWithItsCodes() throws ParseException {
        Guarded person = guarded();
        String email = person.email();

        Answer asked = login(email, PASSWORD);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body().path("secondFactorRequired").asBoolean(false)).isTrue();
        assertThat(asked.body().propertyNames()).doesNotContain("accessToken", "refreshToken", "tenants");
        assertThat(asked.headers().get("Cache-Control")).containsExactly("no-store");
        Answer tokens = answer(asked, person.generator().codeAt(clock.instant()));

        assertThat(tokens.status()).isEqualTo(200);
        JWTClaimsSet claims = claims(tokens.text("accessToken"));
        assertThat(claims.getStringListClaim("amr")).containsExactly("mfa", "otp", "pwd");
        assertThat(get("/api/v1/users/me/security", tokens.text("accessToken")).body())
                .isEqualTo(json.readTree("{\"totp\":true,\"recoveryCodesLeft\":10}"));
        deliverMails(email);
        assertThat(mail().to(email).getLast().content()).contains("second factor was added");
    }

    @Test
    void addingOneEndsOtherSignInsAndKeepsThisOne() {
        String email = verifiedPerson();
        Answer elsewhere = login(email, PASSWORD);
        Answer here = login(email, PASSWORD);

        enrol(here.text("accessToken"));

        assertThat(refresh(elsewhere.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(refresh(here.text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void aGeneratorThatNobodyConfirmedIsAskedForNowhereAndMayBeReplaced() {
        String email = verifiedPerson();
        String token = tokenOf(email);
        Generator first = new Generator(post(TOTP, "", token).text("secret"));
        Answer second = post(TOTP, "", token);

        assertThat(login(email, PASSWORD).text("accessToken")).isNotEmpty();
        assertThat(second.text("uri"))
                .startsWith(
                        "otpauth://totp/PenguinMails:" + email.replace("@", "%40") + "?secret=" + second.text("secret"))
                .contains("&issuer=PenguinMails");
        assertThat(confirm(token, first.codeAt(clock.instant())).code()).isEqualTo("code-wrong");
        assertThat(confirm(token, new Generator(second.text("secret")).codeAt(clock.instant()))
                        .status())
                .isEqualTo(200);
        assertThat(post(TOTP, "", token)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("totp-exists");
        });
    }

    /** Otherwise a stranger could lock an account that waits for its owner. */
    @Test
    void onlyAProvedAddressIsGuarded() {
        String email = newAddress();
        signUp(email);

        assertThat(post(TOTP, "", tokenOf(email)).code()).isEqualTo("email-not-verified");
    }

    @Test
    void aCodeIsGoodOnceEvenForManyAtOnce() throws Exception {
        Guarded person = guarded();
        String code = person.generator().codeAt(clock.instant());
        List<Answer> challenges = IntStream.range(0, 6)
                .mapToObj(i -> login(person.email(), PASSWORD))
                .toList();

        int accepted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = challenges.stream()
                    .map(challenge ->
                            threads.submit(() -> answer(challenge, code).status()))
                    .toList();
            for (var answer : answers) {
                accepted += answer.get() == 200 ? 1 : 0;
            }
        }

        assertThat(accepted).isEqualTo(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(answer(login(person.email(), PASSWORD), code).status())
                .as("replayed")
                .isIn(401, 429);
    }

    @Test
    void theCodeOfTheEnrolmentIsUsedUp() {
        String email = verifiedPerson();
        String token = tokenOf(email);
        Generator generator = new Generator(post(TOTP, "", token).text("secret"));
        String code = generator.codeAt(clock.instant());
        assertThat(confirm(token, code).status()).isEqualTo(200);

        assertThat(answer(login(email, PASSWORD), code).code()).isEqualTo("code-wrong");
    }

    @Test
    void anOlderCodeIsNotTakenAfterANewerOne() {
        Guarded person = guarded();
        String older = person.generator().codeAt(clock.instant().minusSeconds(30));
        String newer = person.generator().codeAt(clock.instant());

        assertThat(answer(login(person.email(), PASSWORD), newer).status()).isEqualTo(200);
        assertThat(answer(login(person.email(), PASSWORD), older).code()).isEqualTo("code-wrong");
    }

    @Test
    void aChallengeIsGoodOnceAndForFiveMinutes() {
        Guarded person = guarded();
        Answer challenge = login(person.email(), PASSWORD);
        assertThat(answer(challenge, person.generator().codeAt(clock.instant())).status())
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(60));
        assertThat(answer(challenge, person.generator().codeAt(clock.instant())).code())
                .isEqualTo("challenge-invalid");

        Answer late = login(person.email(), PASSWORD);
        clock.advance(Duration.ofMinutes(5));
        assertThat(answer(late, person.generator().codeAt(clock.instant())).code())
                .isEqualTo("challenge-invalid");
        assertThat(post("/api/v1/auth/login/second-factor", Map.of("challenge", "made-up", "code", "123456"))
                        .code())
                .isEqualTo("challenge-invalid");
    }

    @Test
    void aChallengeBearsFiveWrongCodesAndNewChallengesDoNotHelp() {
        Guarded person = guarded();
        Answer challenge = login(person.email(), PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(answer(challenge, "00000" + i).code()).isEqualTo("code-wrong");
        }
        assertThat(answer(challenge, person.generator().codeAt(clock.instant())).code())
                .isEqualTo("challenge-invalid");

        Answer fresh = login(person.email(), PASSWORD);
        assertThat(answer(fresh, person.generator().codeAt(clock.instant()))).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.headers().get("Retry-After")).containsExactly("1");
        });
        clock.advance(Duration.ofSeconds(1));
        assertThat(answer(fresh, person.generator().codeAt(clock.instant())).status())
                .isEqualTo(200);
    }

    @Test
    void aWrongPasswordDoesNotShowThatThereIsASecondFactor() {
        Guarded person = guarded();

        assertThat(login(person.email(), "not the password").code()).isEqualTo("login-failed");
    }

    @Test
    void aRecoveryCodeStepsInOnceHoweverItIsTyped() {
        Guarded person = guarded();
        String code = person.recoveryCodes().getFirst();
        assertThat(person.recoveryCodes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(one -> one.matches("[a-z2-7]{4}(-[a-z2-7]{4}){3}"));

        Answer tokens =
                answer(login(person.email(), PASSWORD), code.replace("-", " ").toUpperCase(java.util.Locale.ROOT));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(answer(login(person.email(), PASSWORD), code).code()).isEqualTo("code-wrong");
        assertThat(get("/api/v1/users/me/security", tokens.text("accessToken"))
                        .body()
                        .path("recoveryCodesLeft")
                        .asInt(0))
                .isEqualTo(9);
        assertThat(answer(
                                login(guarded().email(), PASSWORD),
                                person.recoveryCodes().get(1))
                        .code())
                .as("somebody else's")
                .isEqualTo("code-wrong");
    }

    @Test
    void newRecoveryCodesVoidTheOldOnes() {
        Guarded person = guarded();
        String token = person.session().text("accessToken");

        Answer renewed = post("/api/v1/users/me/recovery-codes", "", token);

        assertThat(renewed.body().path("recoveryCodes").size()).isEqualTo(10);
        assertThat(answer(
                                login(person.email(), PASSWORD),
                                person.recoveryCodes().getFirst())
                        .code())
                .isEqualTo("code-wrong");
        assertThat(answer(
                                login(person.email(), PASSWORD),
                                renewed.body().path("recoveryCodes").get(3).asString(""))
                        .status())
                .isEqualTo(200);
        assertThat(post("/api/v1/users/me/recovery-codes", "", tokenOf(verifiedPerson()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aGuardedAccountIsStillGuardedAfterAPasswordReset() {
        Guarded person = guarded();
        post("/api/v1/auth/forgot-password", Map.of("email", person.email()));
        deliverMails(person.email());
        Answer before = login(person.email(), PASSWORD);
        post(
                "/api/v1/auth/reset-password",
                Map.of("token", lastToken(person.email()), "password", "another long and winding phrase"));

        assertThat(answer(before, person.generator().codeAt(clock.instant())).code())
                .as("the password of that challenge is gone")
                .isEqualTo("challenge-invalid");
        assertThat(login(person.email(), "another long and winding phrase")
                        .body()
                        .path("secondFactorRequired")
                        .asBoolean(false))
                .isTrue();
    }

    @Test
    void removingItNeedsARecentProofWithTheFactor() throws ParseException {
        Guarded person = guarded();
        String token = person.session().text("accessToken");
        clock.advance(Duration.ofMinutes(11));

        assertThat(delete(TOTP, token).code()).isEqualTo("step-up-required");
        assertThat(stepUp(token, Map.of("password", PASSWORD))
                        .body()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString(""))
                .isEqualTo("code");
        assertThat(stepUp(token, Map.of("code", "000000")).code()).isEqualTo("code-wrong");
        Answer proved = stepUp(token, Map.of("code", person.generator().codeAt(clock.instant())));
        assertThat(proved.status()).isEqualTo(200);
        assertThat(claims(proved.text("accessToken")).getStringListClaim("amr")).containsExactly("mfa", "otp", "pwd");
        assertThat(claims(proved.text("accessToken")).getLongClaim("auth_time"))
                .isEqualTo(clock.instant().getEpochSecond());

        assertThat(delete(TOTP, proved.text("accessToken")).status()).isEqualTo(204);
        assertThat(delete(TOTP, proved.text("accessToken")).status()).isEqualTo(404);
        assertThat(login(person.email(), PASSWORD).text("accessToken")).isNotEmpty();
        deliverMails(person.email());
        assertThat(mail().to(person.email()).getLast().content()).contains("was removed");
    }

    @Test
    void withoutASecondFactorThePasswordProvesAndTheTenantStays() throws ParseException {
        String email = verifiedPerson();
        var tenant = memberships.join(idOf(email), "Acme", "owner", "tenant:read");
        memberships.join(idOf(email), "Second", "viewer");
        Answer session = post("/api/v1/auth/login", Map.of("email", email, "password", PASSWORD, "tenantId", tenant));
        clock.advance(Duration.ofMinutes(12));
        Answer renewed = refresh(session.text("refreshToken"));
        String token = renewed.text("accessToken");
        assertThat(post(TOTP, "", token).code()).isEqualTo("step-up-required");

        assertThat(stepUp(token, Map.of("password", "not the password")).code()).isEqualTo("password-wrong");
        assertThat(stepUp(token, Map.of()).status()).isEqualTo(400);
        Answer proved = stepUp(token, Map.of("password", PASSWORD));

        assertThat(claims(proved.text("accessToken")).getStringClaim("tid")).isEqualTo(tenant.toString());
        assertThat(proved.body().propertyNames()).doesNotContain("refreshToken");
        assertThat(post(TOTP, "", proved.text("accessToken")).status()).isEqualTo(200);
        assertThat(claims(refresh(renewed.text("refreshToken")).text("accessToken"))
                        .getLongClaim("auth_time"))
                .as("the session remembers the proof")
                .isEqualTo(clock.instant().getEpochSecond());
    }

    @Test
    void anEndedSignInCannotBeProvedAgain() {
        Answer session = login(verifiedPerson(), PASSWORD);
        post("/api/v1/auth/logout", Map.of(), session.text("accessToken"));

        assertThat(stepUp(session.text("accessToken"), Map.of("password", PASSWORD))
                        .code())
                .isEqualTo("session-revoked");
    }

    @Test
    void neitherSecretNorCodesLieReadableInTheDatabase() {
        Guarded person = guarded();

        assertThat(sql().sql("select secret from users.totp_factors where account_id = ?")
                        .param(idOf(person.email()))
                        .query(String.class)
                        .single())
                .startsWith("p1.")
                .doesNotContain(person.generator().secret());
        assertThat(sql().sql("""
                        select string_agg(encode(code_hash, 'escape'), ' ') from users.recovery_codes where account_id = ?""")
                        .param(idOf(person.email()))
                        .query(String.class)
                        .single())
                .doesNotContain(person.recoveryCodes().getFirst().replace("-", ""));
    }

    @Test
    void badBodiesAreRefused() {
        String token = tokenOf(verifiedPerson());
        assertThat(confirm(token, "12345").status()).isEqualTo(400);
        assertThat(confirm(token, "١٢٣٤٥٦").status()).isEqualTo(400);
        assertThat(post(TOTP + "/confirm", Map.of("code", "123456", "accountId", "x"), token)
                        .status())
                .isEqualTo(400);
        assertThat(confirm(token, "123456").code()).as("nothing was begun").isEqualTo("code-wrong");
        assertThat(post("/api/v1/auth/login/second-factor", Map.of("challenge", "x", "code", "1".repeat(10_000)))
                        .status())
                .isEqualTo(400);
        assertThat(post(TOTP, "", null).status()).isEqualTo(401);
    }

    private Guarded guarded() {
        String email = verifiedPerson();
        Answer session = login(email, PASSWORD);
        String token = session.text("accessToken");
        Generator generator = new Generator(post(TOTP, "", token).text("secret"));
        List<String> codes = confirm(token, generator.codeAt(clock.instant()))
                .body()
                .path("recoveryCodes")
                .valueStream()
                .map(code -> code.asString(""))
                .toList();
        // The code of the enrolment and its neighbours are over.
        clock.advance(Duration.ofSeconds(90));
        return new Guarded(email, generator, codes, session);
    }

    private void enrol(String token) {
        Generator generator = new Generator(post(TOTP, "", token).text("secret"));
        assertThat(confirm(token, generator.codeAt(clock.instant())).status()).isEqualTo(200);
    }

    private Answer confirm(String token, String code) {
        return post(TOTP + "/confirm", Map.of("code", code), token);
    }

    private Answer stepUp(String token, Map<String, String> proof) {
        return post("/api/v1/auth/step-up", proof, token);
    }

    private Answer answer(Answer challenge, String code) {
        return post("/api/v1/auth/login/second-factor", Map.of("challenge", challenge.text("challenge"), "code", code));
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
