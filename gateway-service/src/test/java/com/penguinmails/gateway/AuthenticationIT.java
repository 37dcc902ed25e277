package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.penguinmails.testkit.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@GatewayTest
class AuthenticationIT {

    private static final String CAMPAIGNS = "/api/v1/campaigns";

    private final Door door;

    @Autowired
    AuthenticationIT(Environment environment) {
        this.door = new Door(environment);
    }

    @Test
    void aValidTokenGoesOnToTheService() {
        String token = Door.token();

        var answer = door.call(CAMPAIGNS, request -> request.header("Authorization", "Bearer " + token));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(CAMPAIGN))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer " + token));
    }

    @Test
    void withoutATokenNothingPasses() {
        refused(door.get(CAMPAIGNS));
    }

    static Stream<Map.Entry<String, String>> wrongTokens() throws JOSEException {
        return Stream.of(
                Map.entry(
                        "expired",
                        TestTokens.sign(
                                claims().expirationTime(Date.from(Instant.now().minusSeconds(60)))
                                        .build())),
                Map.entry(
                        "never ending",
                        TestTokens.sign(claims().expirationTime(null).build())),
                Map.entry(
                        "not yet valid",
                        TestTokens.sign(
                                claims().notBeforeTime(Date.from(Instant.now().plusSeconds(120)))
                                        .build())),
                Map.entry(
                        "of another issuer",
                        TestTokens.sign(claims().issuer("https://evil.example").build())),
                Map.entry("of no issuer", TestTokens.sign(claims().issuer(null).build())),
                Map.entry(
                        "for another audience",
                        TestTokens.sign(claims().audience("other-api").build())),
                Map.entry(
                        "for no audience",
                        TestTokens.sign(claims().audience((String) null).build())),
                Map.entry("of nobody", TestTokens.sign(claims().subject(null).build())),
                Map.entry("of a strange key", TestTokens.sign(claims().build(), TestTokens.strangeKey())),
                Map.entry("between services", TestTokens.service("campaign", "campaign")),
                Map.entry("between services, for the gateway", TestTokens.service("worker", "gateway")),
                Map.entry("unsigned", new PlainJWT(new PlainHeader(), claims().build()).serialize()),
                Map.entry("with a shared secret", withSharedSecret()),
                Map.entry("with a changed payload", changed(TestTokens.sign(claims().build()))),
                Map.entry("no token at all", "x"));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void aWrongTokenDoesNotPass(Map.Entry<String, String> token) {
        refused(door.call(CAMPAIGNS, request -> request.header("Authorization", "Bearer " + token.getValue())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "bearer  a b", "Token x", "Bearer <script>"})
    void anotherSchemeDoesNotPass(String authorization) {
        refused(door.call(CAMPAIGNS, request -> request.header("Authorization", authorization)));
    }

    @Test
    void twoTokensDoNotPass() {
        refused(door.call(
                CAMPAIGNS,
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .header("Authorization", "Bearer " + Door.token())));
    }

    @Test
    void aTokenInTheQueryIsNone() {
        refused(door.get(CAMPAIGNS + "?access_token=" + Door.token()));
    }

    @Test
    void aHugeTokenIsRefusedUnread() {
        String huge =
                TestTokens.sign(claims().claim("filler", "x".repeat(8_000)).build());

        refused(door.call(CAMPAIGNS, request -> request.header("Authorization", "Bearer " + huge)));
        assertThat(door.raw("GET " + CAMPAIGNS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + "x".repeat(20_000) + "\r\nConnection: close\r\n\r\n"))
                .isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signup",
                "verify-email",
                "resend-verification",
                "forgot-password",
                "reset-password",
                "confirm-email-change",
                "login",
                "login/second-factor",
                "passkey",
                "passkey/options",
                "refresh"
            })
    void whoHasNoTokenYetCanGetOne(String step) {
        var answer = door.post("/api/v1/auth/" + step, "{}", request -> {});

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(USER)).hasSize(1);
    }

    @Test
    void aStaleTokenDoesNotSpoilALogIn() {
        var answer = door.post("/api/v1/auth/login", "{}", request -> request.header("Authorization", "Bearer stale"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(USER))
                .singleElement()
                .satisfies(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "step-up", "change-password"})
    void whoIsSignedInHasToShowIt(String step) {
        refused(door.post("/api/v1/auth/" + step, "{}", request -> {}));
    }

    private static void refused(Door.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"authentication-required\"", answer.requestId());
        assertThat(answer.receivedBy(CAMPAIGN)).isEmpty();
        assertThat(answer.receivedBy(USER)).isEmpty();
    }

    private static JWTClaimsSet.Builder claims() {
        return TestTokens.userClaims(UUID.randomUUID(), UUID.randomUUID());
    }

    private static String withSharedSecret() throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID("test-key")
                .type(new JOSEObjectType("at+jwt"))
                .build();
        var token = new SignedJWT(header, claims().build());
        token.sign(new MACSigner("a secret of thirty-two characters".getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    private static String changed(String token) {
        int dot = token.indexOf('.');
        char first = token.charAt(dot + 20);
        return token.substring(0, dot + 20) + (first == 'A' ? 'B' : 'A') + token.substring(dot + 21);
    }
}
