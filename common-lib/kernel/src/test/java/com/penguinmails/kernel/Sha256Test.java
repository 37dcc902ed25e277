package com.penguinmails.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sha256Test {

    /** The first two are examples of NIST for FIPS 180-4. */
    @ParameterizedTest
    @CsvSource({
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "Łukasz, c57b4f3ac483cacc29c0126f482eff34874bc6310fbd3730c9e929b9a0674b68",
    })
    void textsAreHashedAsTheirUtf8(String text, String hash) {
        assertThat(HexFormat.of().formatHex(Sha256.of(text))).isEqualTo(hash);
    }
}
