package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginIT extends UserServiceFixture {

    @Test
    void thePersonWhoSignsUpAndFoundsATenantEndsUpWithATokenForIt() throws Exception {
        String email = verifiedPerson();

        Answer first = login(email, PASSWORD);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("tenantId").isNull()).isTrue();
        assertThat(first.body().path("tenants").isEmpty()).isTrue();
        UUID tenantId = memberships.join(idOf(email), "Acme", "owner", "tenant:read", "campaign:send");

        Answer second =
                post("/api/v1/auth/refresh", Map.of("refreshToken", first.text("refreshToken"), "tenantId", tenantId));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("tenantId")).isEqualTo(tenantId.toString());
        assertThat(second.text("tokenType")).isEqualTo("Bearer");
        assertThat(second.body().path("expiresIn").asInt(0)).isEqualTo(900);
        assertThat(second.body().path("refreshExpiresIn").asInt(0)).isEqualTo(14 * 24 * 3600);
        assertThat(second.body().path("tenants").get(0).path("name").asString(""))
                .isEqualTo("Acme");
        assertThat(second.headers().get("Cache-Control")).containsExactly("no-store");

        SignedJWT token = verifiedAgainstPublishedKeys(second.text("accessToken"));
        var claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getIssuer()).isEqualTo("https://penguinmails.test");
        assertThat(claims.getAudience()).containsExactly("penguinmails-api");
        assertThat(claims.getSubject()).isEqualTo(idOf(email).toString());
        assertThat(claims.getStringClaim("tid")).isEqualTo(tenantId.toString());
        assertThat(claims.getStringClaim("role")).isEqualTo("owner");
        assertThat(claims.getStringListClaim("permissions")).containsExactly("tenant:read", "campaign:send");
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getStringClaim("sid")).isNotBlank();
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(clock.instant()));
        assertThat(claims.getExpirationTime())
                .isEqualTo(Date.from(clock.instant().plusSeconds(900)));
        assertThat(claims.toString()).doesNotContain(email);
    }

    @Test
    void theOnlyTenantIsChosenAndOneOfManyIsNot() throws Exception {
        String email = verifiedPerson();
        UUID one = memberships.join(idOf(email), "One", "viewer");
        assertThat(login(email, PASSWORD).text("tenantId")).isEqualTo(one.toString());

        UUID two = memberships.join(idOf(email), "Two", "admin", "tenant:manage");
        Answer open = login(email, PASSWORD);
        assertThat(open.body().path("tenantId").isNull()).isTrue();
        assertThat(verifiedAgainstPublishedKeys(open.text("accessToken"))
                        .getJWTClaimsSet()
                        .getClaims()
                        .keySet())
                .doesNotContainAnyElementsOf(Set.of("tid", "role", "permissions"));

        Answer chosen = login(email, PASSWORD, two);
        assertThat(chosen.text("tenantId")).isEqualTo(two.toString());
        assertThat(refresh(chosen.text("refreshToken")).text("tenantId")).isEqualTo(two.toString());
    }

    @Test
    void aForeignTenantIsRefusedAndTheRefreshTokenStaysGood() {
        String email = verifiedPerson();
        memberships.join(idOf(email), "Mine", "owner");

        assertThat(login(email, PASSWORD, UUID.randomUUID()).code()).isEqualTo("not-a-member");
        String refreshToken = login(email, PASSWORD).text("refreshToken");
        Answer refused =
                post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken, "tenantId", UUID.randomUUID()));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("not-a-member");
        assertThat(refresh(refreshToken).status()).isEqualTo(200);
    }

    @Test
    void whoLeavesATenantLosesItWithTheNextRefresh() {
        String email = verifiedPerson();
        UUID left = memberships.join(idOf(email), "Left", "member");
        memberships.join(idOf(email), "Second", "member");
        memberships.join(idOf(email), "Third", "member");
        Answer before = login(email, PASSWORD, left);

        memberships.leave(idOf(email), left);

        assertThat(refresh(before.text("refreshToken")).body().path("tenantId").isNull())
                .isTrue();
    }

    @Test
    void aPersonMayLogInBeforeTheAddressIsProved() throws Exception {
        String email = newAddress();
        signUp(email);

        Answer answer = login(email, PASSWORD);

        assertThat(verifiedAgainstPublishedKeys(answer.text("accessToken"))
                        .getJWTClaimsSet()
                        .getBooleanClaim("email_verified"))
                .isFalse();
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreToldAlike() {
        String email = verifiedPerson();

        Answer wrong = login(email, "not the password at all");
        Answer unknown = login(newAddress(), "not the password at all");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("login-failed");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(withoutRequestId(wrong)).isEqualTo(withoutRequestId(unknown));
        assertThat(wrong.headers().keySet()).isEqualTo(unknown.headers().keySet());
    }

    @Test
    void afterFiveFailuresTheWaitDoublesUpToAQuarterOfAnHourAndEnds() {
        for (String email : new String[] {verifiedPerson(), newAddress()}) {
            for (int i = 0; i < 5; i++) {
                assertThat(login(email, "wrong wrong wrong").status()).isEqualTo(401);
            }
            for (int expected : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
                Answer early = login(email, PASSWORD);
                assertThat(early.status()).isEqualTo(429);
                assertThat(early.code()).isEqualTo("too-many-attempts");
                assertThat(early.headers().get("Retry-After")).containsExactly(String.valueOf(expected));
                clock.advance(Duration.ofSeconds(expected));
                assertThat(login(email, "wrong wrong wrong").status()).isEqualTo(401);
            }
        }
    }

    /** A real clock tells nanoseconds and PostgreSQL rounds them, up as well as down. */
    @Test
    void theFirstTryIsNeverTooEarly() {
        clock.set(clock.instant().plusNanos(999));
        try {
            for (int i = 0; i < 3; i++) {
                String email = newAddress();
                signUp(email);
                assertThat(mailJobs(email)).hasSize(1);
                assertThat(login(email, PASSWORD).status()).isEqualTo(200);
            }
        } finally {
            clock.set(clock.instant().minusNanos(999));
        }
    }

    @Test
    void theRightPasswordAfterTheWaitForgetsTheFailures() {
        String email = verifiedPerson();
        for (int i = 0; i < 5; i++) {
            login(email, "wrong wrong wrong");
        }
        assertThat(login(email, PASSWORD).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));

        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
        assertThat(login(email, "wrong wrong wrong").status()).isEqualTo(401);
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void failuresOfADayAgoAreForgotten() {
        String email = verifiedPerson();
        for (int i = 0; i < 5; i++) {
            login(email, "wrong wrong wrong");
        }
        clock.advance(Duration.ofHours(25));

        login(email, "wrong wrong wrong");
        assertThat(login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void withoutTenantServiceLoggingInIsRefusedAsUnavailable() {
        String email = verifiedPerson();
        String refreshToken = login(email, PASSWORD).text("refreshToken");
        memberships.away(true);

        assertThat(login(email, PASSWORD)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("service-unavailable");
            assertThat(answer.headers()).containsKey("Retry-After");
        });
        assertThat(refresh(refreshToken).status()).isEqualTo(503);

        memberships.away(false);
        assertThat(refresh(refreshToken).status()).isEqualTo(200);
    }

    @Test
    void anEndlessPasswordIsRefusedBeforeItIsHashed() {
        Answer answer = login(verifiedPerson(), "x".repeat(10_000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").get(0).path("field").asString(""))
                .isEqualTo("password");
    }

    @Test
    void twoWaysToTypeOneLetterAreOnePassword() {
        String email = newAddress();
        post("/api/v1/auth/signup", Map.of("email", email, "password", "caf\u00e9 au lait, please", "name", "A"));

        assertThat(login(email, "cafe\u0301 au lait, please").status()).isEqualTo(200);
    }

    @Test
    void theProfileIsForItsOwnerOnly() {
        String email = verifiedPerson();
        String token = login(email, PASSWORD).text("accessToken");

        Answer me = get("/api/v1/users/me", token);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("email")).isEqualTo(email);
        assertThat(me.text("id")).isEqualTo(idOf(email).toString());
        assertThat(me.body().toString()).doesNotContain("assword").doesNotContain("argon");

        assertThat(get("/api/v1/users/me", null).status()).isEqualTo(401);
        assertThat(get("/api/v1/users/me", token + "x").status()).isEqualTo(401);
        assertThat(get("/api/v1/users/me", serviceToken("tenant", "user")).status())
                .isEqualTo(403);
        clock.advance(Duration.ofMinutes(16));
        assertThat(get("/api/v1/users/me", token).status()).isEqualTo(401);
    }

    private Answer login(String email, String password, UUID tenantId) {
        return post("/api/v1/auth/login", Map.of("email", email, "password", password, "tenantId", tenantId));
    }

    private static Map<String, Object> withoutRequestId(Answer answer) {
        var fields = new HashMap<String, Object>();
        answer.body().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.remove("requestId");
        return fields;
    }

    private SignedJWT verifiedAgainstPublishedKeys(String text) throws Exception {
        JWKSet keys = JWKSet.load(
                URI.create("http://localhost:" + port + "/oauth2/jwks").toURL());
        SignedJWT token = SignedJWT.parse(text);
        JWSVerifier verifier = new ECDSAVerifier(
                keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey());
        assertThat(token.verify(verifier)).isTrue();
        return token;
    }
}
