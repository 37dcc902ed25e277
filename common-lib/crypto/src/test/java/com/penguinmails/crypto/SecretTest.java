package com.penguinmails.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretTest {

    /** RFC 7636, appendix B. */
    private static final Secret VERIFIER = new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void aVerifierAnswersItsChallenge() {
        assertThat(VERIFIER.challenge()).isEqualTo(CHALLENGE);
        assertThat(VERIFIER.answers(CHALLENGE)).isTrue();
        assertThat(new Secret(VERIFIER.value() + "x").answers(CHALLENGE)).isFalse();
        assertThat(VERIFIER.answers("")).isFalse();
    }

    /** printf 'penguin ü' | sha256sum; rows in databases hold such digests. */
    @Test
    void theDigestStaysTheSame() {
        assertThat(HexFormat.of().formatHex(new Secret("penguin ü").digest()))
                .isEqualTo("abf55aa71ab0727e0aee8eb069e5913c00ae1f1c3304b7727a802a69d30d2a8c");
    }

    @Test
    void aRandomOneHas256BitsAndComesOnce() {
        var random = new SecureRandom();
        Secret one = Secret.random(random);
        assertThat(one.value()).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(Secret.random(random)).isNotEqualTo(one);
        assertThat(Secret.bytes(random)).hasSize(Secret.BYTES).isNotEqualTo(new byte[Secret.BYTES]);
    }

    @Test
    void itsTextIsNotPrinted() {
        assertThat(VERIFIER.toString()).doesNotContain("dBjft");
    }
}
