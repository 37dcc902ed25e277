package com.penguinmails.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.COM,ada@example.com",
        "'  ada.l+news@example.co.uk ',ada.l+news@example.co.uk",
        "jo@bücher.example,jo@xn--bcher-kva.example",
        "o'neil@example.org,o'neil@example.org"
    })
    void spellingsOfOneMailboxBecomeOne(String given, String expected) {
        assertThat(EmailAddress.parse(given)).map(EmailAddress::value).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@localhost",
                "ada@@example.com",
                "a b@example.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada\u0000@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..b@example.com",
                "ada@-example.com",
                "\"ada\"@example.com",
                "ada@[127.0.0.1]",
                "ada@example.c0m_",
                "ada,bob@example.com",
                "<ada@example.com>",
                "ada@example.123"
            })
    void whatSmtpCannotCarryIsRefused(String given) {
        assertThat(EmailAddress.parse(given)).isEmpty();
    }

    @Test
    void lengthLimitsOfRfc5321Hold() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.com")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(63) + "."
                        + "e".repeat(62) + ".com"))
                .isEmpty();
    }

    @Test
    void logsSeeOnlyTheDomain() {
        assertThat(new EmailAddress("ada@example.com").masked()).isEqualTo("a***@example.com");
    }

    @Test
    void anUnnormalisedValueCannotBeHeld() {
        assertThatThrownBy(() -> new EmailAddress("Ada@example.com")).isInstanceOf(IllegalArgumentException.class);
    }
}
