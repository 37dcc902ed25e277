package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.webauthn4j.data.UserVerificationRequirement;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PasskeysIT extends UserServiceFixture {

    private static final String PASSKEYS = "/api/v1/users/me/passkeys";
    private static final String HERE = "https://penguinmails.test";

    @Test
    void aPersonAddsAPasskeyAndSignsInWithItAlone() throws ParseException {
        String email = verifiedPerson();
        var tenant = memberships.join(idOf(email), "Acme", "owner", "tenant:read");
        Device device = new Device(HERE);
        Answer added = add(device, tokenOf(email), "My phone");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("name")).isEqualTo("My phone");

        Answer tokens = signIn(device);

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("tenantId")).isEqualTo(tenant.toString());
        var claims = SignedJWT.parse(tokens.text("accessToken")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(idOf(email).toString());
        assertThat(claims.getStringListClaim("amr")).containsExactly("mfa", "pop");
        JsonNode listed =
                get(PASSKEYS, tokens.text("accessToken")).body().path("items").get(0);
        assertThat(listed.path("lastUsedAt").isNull()).isFalse();
        deliverMails(email);
        assertThat(mail().to(email).getLast().content()).contains("passkey was added");
        assertThat(signIn(device).status()).as("again").isEqualTo(200);
    }

    @Test
    void theOptionsNameNobodyAndAskForTheDevicesOwnCheck() {
        String email = verifiedPerson();
        String token = tokenOf(email);
        JsonNode creation = options(token);

        assertThat(creation.path("rp").path("id").asString("")).isEqualTo("penguinmails.test");
        assertThat(creation.path("authenticatorSelection")
                        .path("userVerification")
                        .asString(""))
                .isEqualTo("required");
        assertThat(creation.path("excludeCredentials").size()).isZero();
        JsonNode request = post("/api/v1/auth/passkey/options", "").body();
        assertThat(request.path("allowCredentials").size()).isZero();
        assertThat(request.path("userVerification").asString("")).isEqualTo("required");
        add(new Device(HERE), token, "One");
        assertThat(options(token).path("excludeCredentials").size()).isEqualTo(1);
    }

    @Test
    void aChallengeIsGoodOnceAndForFiveMinutesAndForItsPurpose() {
        String email = verifiedPerson();
        Device device = new Device(HERE);
        add(device, tokenOf(email), "One");
        JsonNode options = post("/api/v1/auth/passkey/options", "").body();
        Map<String, Object> signed = device.get(options);
        assertThat(signIn(signed).status()).isEqualTo(200);
        assertThat(signIn(signed).code()).as("replayed").isEqualTo("passkey-refused");

        JsonNode late = post("/api/v1/auth/passkey/options", "").body();
        clock.advance(Duration.ofMinutes(5));
        assertThat(signIn(device.get(late)).code()).isEqualTo("passkey-refused");

        var forAdding = new HashMap<String, Object>(Map.of(
                "challenge", options(tokenOf(email)).path("challenge").asString(""), "rpId", "penguinmails.test"));
        assertThat(signIn(device.get(json.valueToTree(forAdding))).code()).isEqualTo("passkey-refused");
        forAdding.put("challenge", Device.base64(new byte[32]));
        assertThat(signIn(device.get(json.valueToTree(forAdding))).code())
                .as("a challenge of one's own")
                .isEqualTo("passkey-refused");
    }

    @Test
    void oneSignatureSignsInOnceHoweverManyTry() throws Exception {
        Device device = new Device(HERE);
        add(device, tokenOf(verifiedPerson()), "One");
        Map<String, Object> signed =
                device.get(post("/api/v1/auth/passkey/options", "").body());

        int accepted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> signIn(signed).status()))
                    .toList()) {
                accepted += answer.get() == 200 ? 1 : 0;
            }
        }
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void whatWasSignedOnAnotherSiteIsWorthNothing() {
        String email = verifiedPerson();
        Device device = new Device(HERE);
        add(device, tokenOf(email), "One");
        device.moveTo("https://penguinmails.evil.example");

        assertThat(signIn(device).code()).isEqualTo("passkey-refused");
        Device phished = new Device("https://penguinmails.evil.example");
        String token = tokenOf(email);
        assertThat(post(PASSKEYS, Map.of("name", "x", "credential", phished.create(options(token))), token)
                        .code())
                .isEqualTo("passkey-refused");
    }

    @Test
    void aTouchWithoutTheDevicesCheckIsNotEnough() {
        Device device = new Device(HERE);
        add(device, tokenOf(verifiedPerson()), "One");
        JsonNode options = post("/api/v1/auth/passkey/options", "").body();

        assertThat(signIn(device.get(options, UserVerificationRequirement.DISCOURAGED))
                        .code())
                .isEqualTo("passkey-refused");
    }

    @Test
    void whatWasBentIsRefused() {
        Device device = new Device(HERE);
        Device other = new Device(HERE);
        add(device, tokenOf(verifiedPerson()), "One");
        add(other, tokenOf(verifiedPerson()), "Two");

        Map<String, Object> wrongSignature = fresh(device);
        response(wrongSignature).put("signature", Device.base64(new byte[70]));
        assertThat(signIn(wrongSignature).code()).isEqualTo("passkey-refused");
        Map<String, Object> wrongPerson = fresh(device);
        response(wrongPerson)
                .put("userHandle", Objects.requireNonNull(response(fresh(other)).get("userHandle")));
        assertThat(signIn(wrongPerson).code()).isEqualTo("passkey-refused");
        Map<String, Object> wrongKey = fresh(device);
        wrongKey.put("id", Objects.requireNonNull(fresh(other).get("id")));
        wrongKey.put("rawId", Objects.requireNonNull(fresh(other).get("rawId")));
        assertThat(signIn(wrongKey).code()).isEqualTo("passkey-refused");
        assertThat(signIn(device).status()).isEqualTo(200);
    }

    @Test
    void aCopiedAuthenticatorCountsBackwardsAndIsRefused() {
        String email = verifiedPerson();
        Device device = new Device(HERE);
        add(device, tokenOf(email), "One");
        assertThat(signIn(device).status()).isEqualTo(200);
        sql().sql("update users.passkeys set sign_count = 1000 where account_id = ?")
                .param(idOf(email))
                .update();

        assertThat(signIn(device).code()).isEqualTo("passkey-refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":1}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":null}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{}}",
                "{\"id\":\"*\",\"rawId\":\"*\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\"}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\",\"attestationObject\":\"AA\"}}"
            })
    void whatIsNoAnswerOfAPasskeyIsRefused(String credential) {
        assertThat(post("/api/v1/auth/passkey", "{\"credential\":" + credential + "}")
                        .status())
                .isEqualTo(401);
        String token = tokenOf(verifiedPerson());
        assertThat(post(PASSKEYS, "{\"name\":\"x\",\"credential\":" + credential + "}", token)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPasskeyIsAddedOnceAndChallengesOfOthersAreNotTaken() {
        String email = verifiedPerson();
        String token = tokenOf(email);
        Device device = new Device(HERE);
        Map<String, Object> made = device.create(options(token));
        assertThat(post(PASSKEYS, Map.of("name", "One", "credential", made), tokenOf(verifiedPerson()))
                        .code())
                .as("somebody else's challenge")
                .isEqualTo("passkey-refused");
        assertThat(post(PASSKEYS, Map.of("name", "One", "credential", made), token)
                        .status())
                .isEqualTo(201);
        assertThat(post(PASSKEYS, Map.of("name", "One", "credential", made), token)
                        .code())
                .isEqualTo("passkey-refused");
        assertThat(get(PASSKEYS, token).body().path("items").size()).isEqualTo(1);
    }

    @Test
    void whoRemovesAPasskeyRemovesItsSignInsToo() {
        String email = verifiedPerson();
        Device device = new Device(HERE);
        String token = tokenOf(email);
        String id = add(device, token, "Lost phone").text("id");
        Answer withIt = signIn(device);

        assertThat(delete(PASSKEYS + "/" + id, tokenOf(verifiedPerson())).status())
                .isEqualTo(404);
        assertThat(delete(PASSKEYS + "/" + id, token).status()).isEqualTo(204);

        assertThat(signIn(device).code()).isEqualTo("passkey-refused");
        assertThat(refresh(withIt.text("refreshToken")).code()).isEqualTo("session-revoked");
        assertThat(delete(PASSKEYS + "/" + id, token).status()).isEqualTo(404);
    }

    @Test
    void aPasskeyIsAProofForSensitiveActs() {
        String email = verifiedPerson();
        Device device = new Device(HERE);
        Answer session = login(email, PASSWORD);
        add(device, session.text("accessToken"), "One");
        Device strangers = new Device(HERE);
        add(strangers, tokenOf(verifiedPerson()), "Two");
        clock.advance(Duration.ofMinutes(11));
        String old = session.text("accessToken");
        assertThat(post(PASSKEYS + "/options", "", old).code()).isEqualTo("step-up-required");

        assertThat(post("/api/v1/auth/step-up", Map.of("credential", fresh(strangers)), old)
                        .code())
                .isEqualTo("passkey-refused");
        Answer proved = post("/api/v1/auth/step-up", Map.of("credential", fresh(device)), old);

        assertThat(proved.status()).isEqualTo(200);
        assertThat(post(PASSKEYS + "/options", "", proved.text("accessToken")).status())
                .isEqualTo(200);
    }

    @Test
    void onlyAProvedAddressGetsOneAndNamesAreChecked() {
        String email = newAddress();
        signUp(email);
        assertThat(post(PASSKEYS + "/options", "", tokenOf(email)).code()).isEqualTo("email-not-verified");
        String token = tokenOf(verifiedPerson());
        Map<String, Object> made = new Device(HERE).create(options(token));
        assertThat(post(PASSKEYS, Map.of("name", "", "credential", made), token).status())
                .isEqualTo(400);
        assertThat(post(PASSKEYS, Map.of("name", "x".repeat(101), "credential", made), token)
                        .status())
                .isEqualTo(400);
        assertThat(post(PASSKEYS, Map.of("name", "x", "credential", made, "accountId", "y"), token)
                        .status())
                .isEqualTo(400);
        assertThat(post(PASSKEYS + "/options", "", null).status()).isEqualTo(401);
        assertThat(get(PASSKEYS, token).body().path("items").size()).isZero();
    }

    private Answer add(Device device, String token, String name) {
        return post(PASSKEYS, Map.of("name", name, "credential", device.create(options(token))), token);
    }

    private JsonNode options(String token) {
        Answer answer = post(PASSKEYS + "/options", "", token);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private Map<String, Object> fresh(Device device) {
        return device.get(post("/api/v1/auth/passkey/options", "").body());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> response(Map<String, Object> credential) {
        return (Map<String, Object>) Objects.requireNonNull(credential.get("response"));
    }

    private Answer signIn(Device device) {
        return signIn(fresh(device));
    }

    private Answer signIn(Map<String, Object> signed) {
        return post("/api/v1/auth/passkey", Map.of("credential", signed));
    }
}
