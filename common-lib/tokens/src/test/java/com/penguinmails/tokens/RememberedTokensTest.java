package com.penguinmails.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class RememberedTokensTest {

    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private boolean ended;
    private List<JWK> keys = List.of(key("a"));
    private final RememberedTokens tokens = new RememberedTokens(
            this::check, (selector, context) -> selector.select(new JWKSet(keys)), this::validate, nanos::get);

    private static JWK key(String secret) {
        return new OctetSequenceKey.Builder(secret.getBytes(StandardCharsets.US_ASCII))
                .keyID("k")
                .build();
    }

    private Jwt check(String token) {
        checks.incrementAndGet();
        if (token.equals("forged") || keys.isEmpty()) {
            throw new BadJwtException("forged");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .header("kid", "k")
                .subject(token)
                .expiresAt(Instant.parse("2026-11-22T12:00:00Z"))
                .build();
    }

    private OAuth2TokenValidatorResult validate(Jwt jwt) {
        return ended
                ? OAuth2TokenValidatorResult.failure(new OAuth2Error("ended"))
                : OAuth2TokenValidatorResult.success();
    }

    @Test
    void aSignatureIsCheckedOncePerMinuteAndToken() {
        assertThat(tokens.decode("one").getSubject()).isEqualTo("one");
        assertThat(tokens.decode("one").getSubject()).isEqualTo("one");
        assertThat(tokens.decode("two").getSubject()).isEqualTo("two");
        assertThat(checks).hasValue(2);
        nanos.addAndGet(RememberedTokens.REMEMBERED.toNanos());
        tokens.decode("one");
        assertThat(checks).hasValue(3);
    }

    @Test
    void claimsAreCheckedEachTime() {
        tokens.decode("one");
        ended = true;
        assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void aKeyThatWasWithdrawnIsBelievedNoLonger() {
        tokens.decode("one");
        keys = List.of();
        assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aKeyThatWasReplacedIsAnother() {
        tokens.decode("one");
        keys = List.of(key("b"));
        tokens.decode("one");
        assertThat(checks).hasValue(2);
    }

    @Test
    void whatWasRefusedIsNotRemembered() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        }
        assertThat(checks).hasValue(2);
    }

    @Test
    void whoMustNotWaitIsToldOnlyWhatIsKnown() {
        assertThat(tokens.decodeIfRemembered("one")).isEmpty();
        assertThat(checks).hasValue(0);

        tokens.decode("one");
        assertThat(tokens.decodeIfRemembered("one"))
                .hasValueSatisfying(jwt -> assertThat(jwt.getSubject()).isEqualTo("one"));

        nanos.addAndGet(RememberedTokens.REMEMBERED.toNanos());
        assertThat(tokens.decodeIfRemembered("one")).isEmpty();
        assertThat(checks).hasValue(1);
    }

    @Test
    void whoMustNotWaitIsToldOfClaimsThatAreNotValidAnyMore() {
        tokens.decode("one");
        ended = true;
        assertThatThrownBy(() -> tokens.decodeIfRemembered("one")).isInstanceOf(JwtValidationException.class);
    }
}
