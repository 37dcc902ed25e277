package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider, or somebody between it and us, might try. */
class SsoAttacksIT extends SsoFixture {

    private static final String CLIENT = "penguinmails";

    private final RogueProvider provider = new RogueProvider();
    private String email = "";
    private String subject = "";

    @BeforeEach
    void aConnection() {
        subject = UUID.randomUUID().toString();
        email = "eva." + subject.substring(0, 8) + "@" + domain;
        Answer connected = connect(provider.issuer(), CLIENT, false, "member");
        assertThat(connected.status()).as("%s", connected).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    /** What an honest provider would say to this attempt. */
    private JWTClaimsSet.Builder claims(Answer started) {
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(CLIENT)
                .subject(subject)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))))
                .claim("nonce", sent(started).get("nonce"))
                .claim("email", email)
                .claim("email_verified", true)
                .claim("auth_time", clock.instant().getEpochSecond());
    }

    private static Map<String, String> sent(Answer started) {
        return AppClient.query(URI.create(started.text("authorizationUrl")));
    }

    /** The browser comes back with a code. */
    private static Map<String, String> back(Answer started) {
        return Map.of("state", sent(started).getOrDefault("state", ""), "code", "a-code");
    }

    private Answer completedWith(JWTClaimsSet claims, Answer started) {
        provider.gives(provider.signed(claims));
        return complete(started, back(started));
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("sso-failed");
        nobodyHas(email);
    }

    @Test
    void whatAnHonestProviderSaysIsBelieved() {
        Answer started = start();
        assertThat(completedWith(claims(started).build(), started).status()).isEqualTo(200);
    }

    @Test
    void theProviderGetsWhatItNeedsToKnowUsBy() {
        Answer started = start();
        completedWith(claims(started).build(), started);

        Map<String, String> sent = sent(started);
        assertThat(sent)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid email profile")
                .containsEntry("redirect_uri", "https://penguinmails.test/login/sso/" + tenant);
        String request = provider.tokenRequests.getLast();
        Map<String, String> form = AppClient.query(URI.create("http://x/?" + request.split(" ", 3)[2]));
        assertThat(AppClient.challenge(form.getOrDefault("code_verifier", ""))).isEqualTo(sent.get("code_challenge"));
        assertThat(new String(
                        java.util.Base64.getDecoder().decode(request.split(" ", 3)[1]),
                        java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("penguinmails:s3cret%2Fof+the+client");
        assertThat(sent.get("state")).isNotEqualTo(sent.get("nonce"));
    }

    @Test
    void aNonceOfAnotherAttemptIsRefused() {
        Answer started = start();
        Answer other = start();
        refused(completedWith(
                claims(started).claim("nonce", sent(other).get("nonce")).build(), started));
    }

    @Test
    void noNonceIsRefused() {
        Answer started = start();
        refused(completedWith(claims(started).claim("nonce", null).build(), started));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        Answer started = start();
        refused(completedWith(
                claims(started).issuer("https://accounts.google.com").build(), started));
    }

    @Test
    void anAnswerThatNamesAnotherIssuerIsRefused() {
        Answer started = start();
        provider.gives(provider.signed(claims(started).build()));
        refused(complete(
                started,
                Map.of("state", back(started).getOrDefault("state", ""), "code", "x", "iss", "https://evil.example")));
        assertThat(provider.tokenRequests)
                .as("no code is shown to the wrong one")
                .isEmpty();
    }

    @Test
    void whoSaysThatItNamesItselfMustDoSo() {
        provider.says(Map.of("authorization_response_iss_parameter_supported", true));
        minutesLater(11);
        Answer started = start();
        provider.gives(provider.signed(claims(started).build()));
        refused(complete(started, back(started)));

        Answer again = start();
        provider.gives(provider.signed(claims(again).build()));
        var named = new HashMap<>(back(again));
        named.put("iss", provider.issuer());
        assertThat(complete(again, named).status()).isEqualTo(200);
    }

    @Test
    void aStateIsGoodOnce() {
        Answer started = start();
        provider.gives(provider.signed(claims(started).build()));
        assertThat(complete(started, back(started)).status()).isEqualTo(200);

        Answer replayed = complete(started, back(started));
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.code()).isEqualTo("sso-failed");
    }

    @Test
    void ofManyThatReplayOneStateAtOnceOneGetsIn() throws Exception {
        Answer started = start();
        provider.gives(provider.signed(claims(started).build()));
        int in = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10)
                    .mapToObj(i -> threads.submit(() -> complete(started, back(started))))
                    .toList();
            for (var answer : answers) {
                in += answer.get().status() == 200 ? 1 : 0;
            }
        }
        assertThat(in).isEqualTo(1);
    }

    /** Somebody's callback in another browser: the handle stayed at home. */
    @Test
    void aStateWithoutItsHandleIsWorthNothing() {
        Answer victims = start();
        Answer attackers = start();
        provider.gives(provider.signed(claims(attackers).build()));

        refused(complete(victims, back(attackers)));
        refused(post(
                COMPLETE,
                Map.of("handle", "A".repeat(43), "state", sent(attackers).getOrDefault("state", ""), "code", "x")));
    }

    @Test
    void anAttemptIsGoodForTenMinutes() {
        Answer started = start();
        minutesLater(10);
        refused(completedWith(claims(started).build(), started));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        Answer started = start();
        provider.gives(RogueProvider.unsigned(claims(started).build()));
        refused(complete(started, back(started)));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        Answer started = start();
        provider.gives(RogueProvider.signed(claims(started).build(), RogueProvider.key("k1")));
        refused(complete(started, back(started)));
    }

    @Test
    void aTokenSignedWithThePublicKeyAsSecretIsRefused() {
        Answer started = start();
        provider.gives(provider.signedWithThePublicKeyAsSecret(claims(started).build()));
        refused(complete(started, back(started)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenIsRefused(String token) {
        Answer started = start();
        provider.gives(token);
        refused(complete(started, back(started)));
    }

    @Test
    void aTokenThatIsOverOrOfTomorrowIsRefused() {
        Answer started = start();
        refused(completedWith(
                claims(started)
                        .expirationTime(Date.from(clock.instant().minusSeconds(61)))
                        .build(),
                started));
        Answer second = start();
        refused(completedWith(
                claims(second)
                        .issueTime(Date.from(clock.instant().plusSeconds(120)))
                        .build(),
                second));
        Answer third = start();
        refused(completedWith(claims(third).expirationTime(null).build(), third));
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        Answer started = start();
        refused(completedWith(claims(started).audience("another-client").build(), started));
        Answer shared = start();
        refused(completedWith(
                claims(shared).audience(List.of(CLIENT, "another-client")).build(), shared));
        Answer party = start();
        refused(completedWith(
                claims(party)
                        .audience(List.of(CLIENT, "another-client"))
                        .claim("azp", "another-client")
                        .build(),
                party));
    }

    @Test
    void aTokenWithoutSomebodyIsRefused() {
        Answer started = start();
        refused(completedWith(claims(started).subject(null).build(), started));
        Answer large = start();
        refused(completedWith(claims(large).subject("x".repeat(256)).build(), large));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -9_000_000_000_000L, -1, 253_402_300_800L, Long.MAX_VALUE})
    void aTimeThatNeverWasGivesNoProofAndNoFault(long authTime) {
        Answer started = start();
        Answer tokens =
                completedWith(claims(started).claim("auth_time", authTime).build(), started);
        assertThat(tokens.status()).as("%s", tokens).isEqualTo(200);
        assertThat((Long) claims(tokens, "auth_time"))
                .isBetween(0L, clock.instant().getEpochSecond());
        assertThat(refresh(tokens.text("refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void anAddressThatTheProviderDoesNotVouchForIsNotBelieved() {
        for (Object unverified : List.of(false, "false", "yes", 1)) {
            Answer started = start();
            Answer answer = completedWith(
                    claims(started).claim("email_verified", unverified).build(), started);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("sso-email-not-accepted");
        }
    }

    /** The account of somebody in another company, and one of nobody's domain. */
    @Test
    void anAddressOfAForeignDomainIsNotBelieved() {
        String victim = verifiedPerson();
        for (String foreign :
                List.of(victim, "eva@sub." + domain, "eva@" + domain + ".evil.example", "eva@gmail.com")) {
            Answer started = start();
            Answer answer =
                    completedWith(claims(started).claim("email", foreign).build(), started);
            assertThat(answer.status()).as(foreign).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("sso-email-not-accepted");
        }
        assertThat(login(victim, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anotherTenantsDomainIsForeignToo() {
        String rival = verifiedPerson();
        memberships.join(idOf(rival), "Rival", "owner", "tenant:transfer");
        String rivals = newDomain();
        proved(rivals, rival);

        Answer started = start();
        assertThat(completedWith(claims(started).claim("email", "ceo@" + rivals).build(), started)
                        .code())
                .isEqualTo("sso-email-not-accepted");
    }

    /** Known by the provider's id of them: another address, or somebody else's, does not make them another person. */
    @Test
    void whoIsKnownIsKnownByTheProvidersIdOfThem() {
        Answer started = start();
        completedWith(claims(started).build(), started);
        String account = idOf(email).toString();
        String boss = "boss@" + domain;
        signUp(boss);
        verify(boss);

        Answer again = start();
        Answer tokens = completedWith(claims(again).claim("email", boss).build(), again);

        assertThat(claims(tokens, "sub")).isEqualTo(account);
    }

    private static Object claims(Answer tokens, String claim) {
        return claimsOf(tokens).getClaim(claim);
    }

    @Test
    void aProviderThatIsAwayIsNoFaultOfOurs() {
        Answer started = start();
        provider.gives(provider.signed(claims(started).build()));
        provider.answersTokensWith(503);
        unavailable(complete(started, back(started)));

        provider.close();
        Answer second = start();
        unavailable(complete(second, back(second)));

        minutesLater(11);
        unavailable(post(START, Map.of("tenantId", tenant)));
    }

    private static void unavailable(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("identity-provider-unavailable");
    }

    @Test
    void aCodeThatTheProviderRefusesIsRefused() {
        Answer started = start();
        provider.gives(provider.signed(claims(started).build()));
        provider.answersTokensWith(400);
        refused(complete(started, back(started)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://169.254.169.254/latest/meta-data",
                "https://[::ffff:169.254.169.254]/x",
                "https://10.0.0.1/x",
                "http://example.com/x",
                "file:///etc/passwd",
                "https://user@example.com/x",
                "https://example.com:6379/x",
                ""
            })
    void aDocumentThatPointsInsideIsNotFollowed(String inside) {
        for (String field : List.of("token_endpoint", "jwks_uri")) {
            provider.says(Map.of(field, inside));
            minutesLater(11);
            Answer started = post(START, Map.of("tenantId", tenant));
            if (started.status() == 200) {
                // An address that looks good and leads inside is found out when it is called.
                provider.gives(provider.signed(claims(started).build()));
                unavailable(complete(started, back(started)));
            } else {
                unavailable(started);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "https://169.254.169.254",
                "https://10.1.2.3",
                "https://[::1]",
                "http://example.com",
                "https://no-such-host.invalid",
                "file:///etc/passwd",
                "not a url",
                "https://example.com?x=y",
                "https://example.com#x",
                "https://user:password@example.com",
                "ftp://example.com"
            })
    void anIssuerThatLeadsInsideOrNowhereIsRefusedAsWhatItIs(String issuer) {
        Answer refused = connect(issuer, CLIENT, false, null);

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid-request");
        assertThat(refused.body().path("errors").get(0).path("field").asString(""))
                .isEqualTo("issuer");
    }

    @Test
    void aDocumentOfAnotherIssuerIsRefused() {
        provider.says(Map.of("issuer", "https://accounts.google.com"));

        assertThat(connect(provider.issuer(), CLIENT, false, null).status()).isEqualTo(400);
        provider.honest();
        assertThat(connect(provider.issuer() + "/", CLIENT, false, null).status())
                .as("letter by letter")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"handle\":\"x\",\"state\":\"y\",\"code\":\"z\"}",
                "{\"handle\":null,\"state\":null,\"code\":null}",
                "[1]",
                ""
            })
    void whatIsNoCompletionIsRefused(String body) {
        assertThat(post(COMPLETE, body).status()).isEqualTo(400);
    }
}
