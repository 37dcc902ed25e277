package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.security.SecurityProperties;
import com.penguinmails.security.TokenVerification;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class ServiceTokensIT extends UserServiceFixture {

    @Test
    void aServiceTokenIsWhatTheSecurityModuleOfItsCalleeAccepts() {
        var token = decoderOf("campaign").decode(serviceToken("worker", "campaign"));

        assertThat(token.getHeaders()).containsEntry("typ", "at+jwt").containsEntry("alg", "ES256");
        assertThat(token.getClaimAsString("iss")).isEqualTo("https://penguinmails.test");
        assertThat(token.getAudience()).containsExactly("campaign");
        assertThat(token.getSubject()).isEqualTo("worker");
        assertThat(token.getClaimAsStringList("scope")).containsExactly("internal");
        assertThat(token.getExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void aServiceTokenIsGoodForItsCalleeOnly() {
        String token = serviceToken("worker", "campaign");

        assertThatThrownBy(() -> decoderOf("billing").decode(token)).isInstanceOf(JwtException.class);
        assertThat(get("/internal/users/" + UUID.randomUUID(), token).status()).isEqualTo(401);
    }

    @Test
    void aServiceTokenEnds() {
        String token = serviceToken("worker", "campaign");
        clock.advance(Duration.ofMinutes(11));

        assertThatThrownBy(() -> decoderOf("campaign").decode(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void onlyKnownServicesGetTokensAndOnlyForServicesOfThePlatform() {
        assertThat(askServiceToken("worker", "secret-of-tenant", "campaign").status())
                .isEqualTo(401);
        assertThat(askServiceToken("billing", "secret-of-billing", "campaign").status())
                .isEqualTo(401);
        assertThat(askServiceToken("worker", "secret-of-worker", "penguinmails-api"))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.text("error")).isEqualTo("invalid_target");
                });
        assertThat(askServiceToken("worker", "secret-of-worker", null).text("error"))
                .isEqualTo("invalid_target");
    }

    @Test
    void otherServicesLookPeopleUp() {
        String email = verifiedPerson();

        Answer found = get("/internal/users/" + idOf(email), serviceToken("tenant", "user"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("email")).isEqualTo(email);
        assertThat(found.body().path("emailVerified").asBoolean(false)).isTrue();

        assertThat(get("/internal/users/" + UUID.randomUUID(), serviceToken("tenant", "user"))
                        .status())
                .isEqualTo(404);
        assertThat(get("/internal/users/not-an-id", serviceToken("tenant", "user"))
                        .status())
                .isEqualTo(400);
        assertThat(get("/internal/users/" + idOf(email), null).status()).isEqualTo(401);
        assertThat(get("/internal/users/" + idOf(email), login(email, PASSWORD).text("accessToken"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyTheWorkerBringsJobs() {
        assertThat(post("/internal/jobs/user.send-verification", "[]", serviceToken("tenant", "user"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void discoveryNamesTheIssuerAndItsKeys() {
        Answer discovery = get("/.well-known/openid-configuration", null);

        assertThat(discovery.status()).isEqualTo(200);
        assertThat(discovery.text("issuer")).isEqualTo("https://penguinmails.test");
        assertThat(discovery.text("jwks_uri")).isEqualTo("https://penguinmails.test/oauth2/jwks");
        assertThat(discovery.text("token_endpoint")).isEqualTo("https://penguinmails.test/oauth2/token");
        assertThat(discovery.body().path("grant_types_supported").toString())
                .isEqualTo("[\"authorization_code\",\"refresh_token\",\"client_credentials\"]");
        assertThat(discovery.text("authorization_endpoint")).isEqualTo("https://penguinmails.test/oauth2/authorize");
        assertThat(discovery.body().path("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(discovery.body().path("code_challenge_methods_supported").toString())
                .isEqualTo("[\"S256\"]");
        assertThat(discovery
                        .body()
                        .path("id_token_signing_alg_values_supported")
                        .toString())
                .isEqualTo("[\"ES256\"]");
        assertThat(discovery.body().propertyNames())
                .as("what is not there is not offered")
                .doesNotContain(
                        "userinfo_endpoint",
                        "introspection_endpoint",
                        "revocation_endpoint",
                        "device_authorization_endpoint",
                        "pushed_authorization_request_endpoint");
    }

    private JwtDecoder decoderOf(String service) {
        URI here = URI.create("http://localhost:" + port);
        return TokenVerification.decoder(
                new SecurityProperties(
                        service,
                        "https://penguinmails.test",
                        here.resolve("/oauth2/jwks"),
                        here.resolve("/oauth2/token"),
                        "",
                        Map.of(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2)),
                clock);
    }
}
