package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.penguinmails.contracts.tenant.ApiKeys.ApiKeyGrant;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The gateway comes with a key and goes with a token. */
class ApiKeyTokensIT extends UserServiceFixture {

    private static final String PATH = "/internal/api-key-tokens";

    private final UUID tenant = UUID.randomUUID();
    private final UUID key = UUID.randomUUID();

    @Autowired
    private FakeApiKeys keys;

    @Test
    void aKeyGivesATokenOfItsMakerWithWhatTheKeyMayDo() throws ParseException {
        UUID maker = idOf(verifiedPerson());
        keys.grant("pm_live_a", grant(maker, clock.instant().plus(Duration.ofDays(90))));

        Answer answer = exchange("pm_live_a");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("keyId")).isEqualTo(key.toString());
        assertThat(answer.text("userId")).isEqualTo(maker.toString());
        assertThat(answer.body().path("allowedRanges").get(0).asString()).isEqualTo("10.0.0.0/8");
        JWTClaimsSet claims = SignedJWT.parse(answer.text("accessToken")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(maker.toString());
        assertThat(claims.getAudience()).containsExactly("penguinmails-api");
        assertThat(claims.getStringClaim("tid")).isEqualTo(tenant.toString());
        assertThat(claims.getStringClaim("api_key")).isEqualTo(key.toString());
        assertThat(claims.getStringListClaim("permissions")).containsExactly("campaign:read");
        assertThat(claims.getBooleanClaim("email_verified")).isTrue();
        assertThat(claims.getClaims()).doesNotContainKeys("sid", "auth_time", "amr", "staff_role", "role");
        Instant end = claims.getExpirationTime().toInstant();
        assertThat(end)
                .isAfter(clock.instant())
                .isBeforeOrEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(Instant.parse(answer.text("expiresAt"))).isEqualTo(end);
    }

    @Test
    void aKeyIsNoPerson() {
        keys.grant("pm_live_b", grant(idOf(verifiedPerson()), clock.instant().plus(Duration.ofDays(1))));
        String token = exchange("pm_live_b").text("accessToken");

        Answer answer = get("/api/v1/users/me", token);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("sign-in-required");
    }

    @Test
    void noTokenOutlivesItsKey() throws ParseException {
        Instant soon = clock.instant().plusSeconds(30);
        keys.grant("pm_live_c", grant(idOf(verifiedPerson()), soon));

        Answer answer = exchange("pm_live_c");

        assertThat(Instant.parse(answer.text("expiresAt"))).isEqualTo(soon);
        assertThat(SignedJWT.parse(answer.text("accessToken"))
                        .getJWTClaimsSet()
                        .getExpirationTime()
                        .toInstant())
                .isBeforeOrEqualTo(soon);
    }

    @Test
    void whatIsNoKeyGivesNothing() {
        assertThat(exchange("pm_live_unknown").status()).isEqualTo(404);
        keys.grant("pm_live_d", grant(UUID.randomUUID(), clock.instant().plusSeconds(60)));
        assertThat(exchange("pm_live_d").status())
                .as("the maker's account is gone")
                .isEqualTo(404);
    }

    @Test
    void onlyTheGatewayMayAsk() {
        keys.grant("pm_live_e", grant(idOf(verifiedPerson()), clock.instant().plusSeconds(60)));
        assertThat(post(PATH, Map.of("key", "pm_live_e"), null).status()).isEqualTo(401);
        assertThat(post(PATH, Map.of("key", "pm_live_e"), serviceToken("worker", "user"))
                        .status())
                .isEqualTo(403);
        assertThat(post(PATH, Map.of("key", "pm_live_e"), tokenOf(verifiedPerson()))
                        .status())
                .isEqualTo(403);
    }

    private Answer exchange(String text) {
        return post(PATH, Map.of("key", text), serviceToken("gateway", "user"));
    }

    private ApiKeyGrant grant(UUID maker, Instant expiresAt) {
        return new ApiKeyGrant(tenant, key, maker, List.of("campaign:read"), expiresAt, List.of("10.0.0.0/8"));
    }
}
