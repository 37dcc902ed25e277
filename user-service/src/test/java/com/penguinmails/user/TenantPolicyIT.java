package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tenant says how its members must sign in. */
class TenantPolicyIT extends UserServiceFixture {

    @Test
    void aTenantThatWantsASecondFactorIsEnteredWithOneOnly() {
        String email = verifiedPerson();
        UUID strict = memberships.join(idOf(email), "Strict", "member", "tenant:read");
        rules.put(strict, true, null);

        Answer without = login(email, PASSWORD);
        assertThat(without.status()).as("signed in, to add a factor").isEqualTo(200);
        assertThat(without.body().path("tenantId").isNull()).isTrue();
        assertThat(without.body().path("tenants").size()).isEqualTo(1);
        assertThat(login(email, strict).code()).isEqualTo("second-factor-required");
        Answer refused =
                post("/api/v1/auth/refresh", Map.of("refreshToken", without.text("refreshToken"), "tenantId", strict));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("second-factor-required");
        assertThat(refresh(without.text("refreshToken")).status())
                .as("the refresh token is still good")
                .isEqualTo(200);

        Generator generator = new Generator(
                post("/api/v1/users/me/totp", "", without.text("accessToken")).text("secret"));
        post(
                "/api/v1/users/me/totp/confirm",
                Map.of("code", generator.codeAt(clock.instant())),
                without.text("accessToken"));
        clock.advance(Duration.ofSeconds(60));
        Answer with = post(
                "/api/v1/auth/login/second-factor",
                Map.of(
                        "challenge",
                        login(email, PASSWORD).text("challenge"),
                        "code",
                        generator.codeAt(clock.instant())));

        assertThat(with.text("tenantId")).isEqualTo(strict.toString());
        assertThat(refresh(with.text("refreshToken")).text("tenantId")).isEqualTo(strict.toString());
    }

    @Test
    void whenThePolicyComesLaterTheNextTokenHasNoTenant() {
        String email = verifiedPerson();
        UUID tenant = memberships.join(idOf(email), "Acme", "member", "tenant:read");
        Answer before = login(email, tenant);
        assertThat(before.text("tenantId")).isEqualTo(tenant.toString());

        rules.put(tenant, true, null);

        assertThat(refresh(before.text("refreshToken")).body().path("tenantId").isNull())
                .isTrue();
    }

    @Test
    void aTenantEndsLongSignInsAndOthersDoNot() {
        String email = verifiedPerson();
        UUID brief = memberships.join(idOf(email), "Brief", "member", "tenant:read");
        UUID patient = memberships.join(idOf(email), "Patient", "member", "tenant:read");
        rules.put(brief, false, 60);
        Answer session = login(email, brief);
        clock.advance(Duration.ofMinutes(59));
        Answer last = refresh(session.text("refreshToken"));
        assertThat(last.text("tenantId")).isEqualTo(brief.toString());

        clock.advance(Duration.ofMinutes(1));
        assertThat(refresh(last.text("refreshToken"))).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("session-expired");
        });
        Answer elsewhere =
                post("/api/v1/auth/refresh", Map.of("refreshToken", last.text("refreshToken"), "tenantId", patient));
        assertThat(elsewhere.text("tenantId")).isEqualTo(patient.toString());
        assertThat(login(email, brief).status()).as("a new sign-in").isEqualTo(200);
    }

    @Test
    void noAccessTokenOutlivesTheTenantsLimit() throws ParseException {
        String email = verifiedPerson();
        UUID brief = memberships.join(idOf(email), "Brief", "member", "tenant:read");
        rules.put(brief, false, 20);
        Instant end = clock.instant().plus(Duration.ofMinutes(20));
        Answer session = login(email, brief);
        assertThat(session.body().path("expiresIn").asLong(0)).as("usual").isEqualTo(900);

        clock.advance(Duration.ofMinutes(8));
        Answer last = refresh(session.text("refreshToken"));
        assertThat(last.body().path("expiresIn").asLong(0)).isEqualTo(720);
        assertThat(endOf(last)).isEqualTo(end);

        Answer proved = post("/api/v1/auth/step-up", Map.of("password", PASSWORD), last.text("accessToken"));
        assertThat(proved.body().path("expiresIn").asLong(0)).isEqualTo(720);
        assertThat(endOf(proved)).as("a proof does not lengthen it").isEqualTo(end);

        rules.put(brief, false, 15);
        assertThat(endOf(refresh(last.text("refreshToken"))))
                .as("a limit that was lowered holds from the next token on")
                .isEqualTo(end.minus(Duration.ofMinutes(5)));
    }

    private static Instant endOf(Answer tokens) throws ParseException {
        return SignedJWT.parse(tokens.text("accessToken"))
                .getJWTClaimsSet()
                .getExpirationTime()
                .toInstant();
    }

    @Test
    void aStepUpKeepsToThePolicyToo() {
        String email = verifiedPerson();
        UUID tenant = memberships.join(idOf(email), "Acme", "member", "tenant:read");
        Answer session = login(email, tenant);
        rules.put(tenant, true, null);

        Answer proved = post("/api/v1/auth/step-up", Map.of("password", PASSWORD), session.text("accessToken"));

        assertThat(proved.status()).isEqualTo(200);
        assertThat(new String(
                        java.util.Base64.getUrlDecoder()
                                .decode(proved.text("accessToken").split("\\.")[1]),
                        java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("\"tid\"");
    }

    private Answer login(String email, UUID tenant) {
        return post("/api/v1/auth/login", Map.of("email", email, "password", PASSWORD, "tenantId", tenant));
    }
}
