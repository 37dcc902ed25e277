package com.penguinmails.infrastructure.mailserver;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import org.junit.jupiter.api.Test;

class MailFailuresTest {

    @Test
    void whatTheServerSaidIsOneShortLineWithoutThePassword() {
        var refused =
                new AuthenticationFailedException("535 5.7.8 no:\r\n  pass-4711 is wrong\u0007 " + "x".repeat(500));

        assertThat(MailFailures.serverText(refused, "pass-4711"))
                .startsWith("535 5.7.8 no: *** is wrong x")
                .hasSizeLessThanOrEqualTo(201);
    }

    @Test
    void aServerThatSaidNothingIsNotQuoted() {
        assertThat(MailFailures.serverText(new AuthenticationFailedException(""), "secret"))
                .isEmpty();
    }
}
