package com.penguinmails.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformCipherTest {

    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final PlatformCipher cipher = new PlatformCipher(RootKey.of(OLD, List.of()));

    @Test
    void opensWhatItSealedForTheSamePlaceOnly() {
        String sealed = cipher.encrypt("a private key", "users|signing_keys|private_key|1");

        assertThat(sealed).doesNotContain("private");
        assertThat(cipher.decrypt(sealed, "users|signing_keys|private_key|1")).isEqualTo("a private key");
        assertThatThrownBy(() -> cipher.decrypt(sealed, "users|signing_keys|private_key|2"))
                .isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void refusesTextThatIsNotItsOwn() {
        for (String text : List.of("", "p1.", "p1.!!!", "v1.AAAA", "p1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            assertThatThrownBy(() -> cipher.decrypt(text, "x")).isInstanceOf(DecryptionFailed.class);
        }
    }

    @Test
    void stillOpensAfterTheMasterKeyWasReplaced() {
        String sealed = cipher.encrypt("a private key", "here");

        assertThat(new PlatformCipher(RootKey.of(NEW, List.of(OLD))).decrypt(sealed, "here"))
                .isEqualTo("a private key");
        assertThatThrownBy(() -> new PlatformCipher(RootKey.of(NEW, List.of())).decrypt(sealed, "here"))
                .isInstanceOf(DecryptionFailed.class);
    }
}
