package com.penguinmails.tenant.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.kernel.Refusal;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.zip.CRC32;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    @Test
    void aKeyIsReadBackAndTellsOnlyItsPrefix() {
        KeyText key = KeyText.make(new SecureRandom());

        assertThat(key.value()).matches("pm_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}");
        assertThat(KeyText.parse(key.value())).contains(key);
        assertThat(key.toString()).contains(key.prefix()).doesNotContain(key.value());
        assertThat(key.hash()).hasSize(32);
    }

    /** So that a scanner can do the same with nothing but this. */
    @Test
    void theChecksumIsCrc32InBase62() {
        KeyText key = KeyText.make(new Random(7));
        String open = key.value().substring(0, key.value().length() - 6);
        var crc = new CRC32();
        crc.update(open.getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        long read = 0;
        for (char digit : key.value().substring(open.length()).toCharArray()) {
            int value = Character.isDigit(digit)
                    ? digit - '0'
                    : Character.isUpperCase(digit) ? digit - 'A' + 10 : digit - 'a' + 36;
            read = read * 62 + value;
        }
        assertThat(read).isEqualTo(crc.getValue());
    }

    @Test
    void everyMistypedCharacterIsFound() {
        String key = KeyText.make(new Random(1)).value();
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(KeyText.parse(key.substring(0, i) + other + key.substring(i + 1)))
                    .as("at %s", i)
                    .isEmpty();
        }
        assertThat(KeyText.parse(key + "0")).isEmpty();
        assertThat(KeyText.parse(key + "\n")).isEmpty();
        assertThat(KeyText.parse("")).isEmpty();
    }

    @Test
    void noTwoAreAlike() {
        var random = new SecureRandom();
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(KeyText.make(random).prefix())).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7/32",
        "203.0.113.7/24, 203.0.113.0/24",
        "10.255.255.255/9, 10.128.0.0/9",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1/128",
        "2001:db8:ffff::/33, 2001:db8:8000:0:0:0:0:0/33",
        "::ffff:203.0.113.7, 203.0.113.7/32",
    })
    void aRangeHasOneSpelling(String given, String kept) {
        assertThat(IpRange.parse(given)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example.com/24",
                "203.0.113.0/33",
                "203.0.113.0/-1",
                "203.0.113.0/",
                "203.0.113.0/x",
                "2001:db8::/129",
                "/24",
                "1",
                "0x7f000001",
                "203.0.113.0/24/8",
                "fe80::1%eth0"
            })
    void whatIsNoRangeIsRefused(String text) {
        Assertions.assertThatThrownBy(() -> IpRange.parse(text)).isInstanceOf(Refusal.class);
    }
}
