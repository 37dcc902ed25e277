package com.penguinmails.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignedTokensTest {

    private static final byte[] OLD_KEY = KeyMaterial.publiclyKnownDevelopmentKey("old");
    private static final byte[] NEW_KEY = KeyMaterial.publiclyKnownDevelopmentKey("new");
    private static final UUID ID = UUID.fromString("0193521f-2d5c-7c3a-9a54-8e3a7c1d2b4f");

    private final SignedTokens tokens = SignedTokens.of(List.of(OLD_KEY));

    @Test
    void aTokenReadsBackAsItsIdAndFitsAUrl() {
        String token = tokens.sign("click", ID);

        assertThat(token).hasSize(44).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.verifyId("click", token)).contains(ID);
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] sealed = Base64.getUrlDecoder().decode(tokens.sign("click", ID));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(tokens.verify("click", forged)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void everyChangedCharacterIsRefusedEvenWhereBase64HasSpareBits() {
        // 20 + 17 bytes leave two spare bits in the last character.
        String token = tokens.sign("click", "twenty bytes of text".getBytes(StandardCharsets.UTF_8));
        assertThat(tokens.verify("click", token)).isPresent();
        for (int at = 0; at < token.length(); at++) {
            for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".toCharArray()) {
                if (token.charAt(at) != other) {
                    String forged = token.substring(0, at) + other + token.substring(at + 1);
                    assertThat(tokens.verify("click", forged)).as(forged).isEmpty();
                }
            }
        }
        assertThat(tokens.verify("click", token + "==")).isEmpty();
    }

    @Test
    void aTokenOfOnePurposeIsWorthNothingForAnother() {
        assertThat(tokens.verifyId("unsubscribe", tokens.sign("click", ID))).isEmpty();
        assertThat(tokens.verifyCaseless("click", tokens.signCaseless("bounce", ID)))
                .isEmpty();
    }

    @Test
    void rubbishIsRefusedQuietly() {
        for (String rubbish : List.of("", "A", "AA", "%%%", "ä", "A".repeat(44), "A".repeat(100_000))) {
            assertThat(tokens.verify("click", rubbish)).isEmpty();
            assertThat(tokens.verifyCaseless("click", rubbish)).isEmpty();
        }
        assertThat(tokens.verifyCaseless("click", "v".repeat(53))).isEmpty();
        assertThat(tokens.verifyCaseless("click", "0".repeat(53))).isEmpty();
    }

    @Test
    void aPayloadThatIsNoUuidIsNotReadAsOne() {
        assertThat(tokens.verifyId("click", tokens.sign("click", new byte[15]))).isEmpty();
    }

    @Test
    void theFirstKeySignsAndEveryKeyVerifies() {
        String before = tokens.sign("click", ID);
        SignedTokens rotated = SignedTokens.of(List.of(NEW_KEY, OLD_KEY));

        assertThat(rotated.verifyId("click", before)).contains(ID);
        assertThat(tokens.verifyId("click", rotated.sign("click", ID))).isEmpty();
        assertThat(SignedTokens.of(List.of(NEW_KEY)).verifyId("click", before)).isEmpty();
    }

    @Test
    void theCaselessFormSurvivesAMailSystemThatShouts() {
        String token = tokens.signCaseless("bounce", ID);

        assertThat(token).hasSize(53).matches("[0-9a-v]+");
        assertThat(tokens.verifyCaseless("bounce", token.toUpperCase(Locale.ROOT)))
                .contains(ID);
    }

    @Test
    void theCaselessFormRefusesEveryChangedCharacter() {
        String token = tokens.signCaseless("bounce", ID);
        for (int at = 0; at < token.length(); at++) {
            for (char other : "0123456789abcdefghijklmnopqrstuv".toCharArray()) {
                if (token.charAt(at) != other) {
                    String forged = token.substring(0, at) + other + token.substring(at + 1);
                    assertThat(tokens.verifyCaseless("bounce", forged))
                            .as(forged)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void theCaselessFormHoldsForKeyIdsThatLookLikeLeadingZerosOrSigns() {
        for (int n = 0; n < 600; n++) {
            SignedTokens other = SignedTokens.of(List.of(KeyMaterial.publiclyKnownDevelopmentKey("key " + n)));
            assertThat(other.verifyCaseless("bounce", other.signCaseless("bounce", ID)))
                    .contains(ID);
        }
    }

    @Test
    void aHiddenPayloadReadsBackAndStrangersSeeNothingOfIt() {
        byte[] payload = "tenant and message ids, 34 bytes..".getBytes(StandardCharsets.US_ASCII);
        String token = tokens.signHidden("click", payload);

        assertThat(tokens.verifyHidden("click", token))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(payload));
        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .doesNotContain("tenant", "message");
        assertThat(tokens.verifyHidden("open", token)).isEmpty();
        assertThat(tokens.verify("click", token)).isEmpty();
        assertThat(tokens.verifyHidden("click", tokens.sign("click", payload))).isEmpty();
        assertThat(SignedTokens.of(List.of(NEW_KEY, OLD_KEY)).verifyHidden("click", token))
                .isPresent();
        assertThat(SignedTokens.of(List.of(NEW_KEY)).verifyHidden("click", token))
                .isEmpty();
    }

    @Test
    void everyFlippedBitOfAHiddenTokenIsRefused() {
        byte[] sealed = Base64.getUrlDecoder().decode(tokens.signHidden("click", new byte[] {1, 2, 3}));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(tokens.verifyHidden("click", forged)).as("bit %d", bit).isEmpty();
        }
        for (String rubbish : List.of("", "A", "AA", "%%%", "A".repeat(22), "A".repeat(44))) {
            assertThat(tokens.verifyHidden("click", rubbish)).isEmpty();
        }
    }

    @Test
    void weakKeysAndOddPurposesAreRefused() {
        assertThatThrownBy(() -> SignedTokens.of(List.of(new byte[31]))).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> SignedTokens.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.sign("Click\0", ID)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.sign("click", new byte[65])).isInstanceOf(IllegalArgumentException.class);
    }
}
