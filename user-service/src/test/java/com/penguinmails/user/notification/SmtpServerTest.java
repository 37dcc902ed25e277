package com.penguinmails.user.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {

    @Test
    void readsUserPasswordHostAndPort() {
        assertThat(SmtpServer.parse("smtp://platform%40example.com:p%3Aa%2Fs+s@mail.example.com:2525"))
                .isEqualTo(new SmtpServer("mail.example.com", 2525, false, "platform@example.com", "p:a/s+s"));
    }

    @Test
    void takesTheUsualPortOfEachKind() {
        assertThat(SmtpServer.parse("smtp://mail.example.com").port()).isEqualTo(587);
        assertThat(SmtpServer.parse("smtps://mail.example.com")).satisfies(server -> {
            assertThat(server.port()).isEqualTo(465);
            assertThat(server.implicitTls()).isTrue();
            assertThat(server.user()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.com", "http://mail.example.com", "smtp://user@host", "smtp://u:se cret@host"})
    void aUrlOfAnotherKindIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> SmtpServer.parse(url))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SMTP_FALLBACK_URL")
                .hasMessageNotContaining("cret")
                .hasNoCause();
    }

    @Test
    void doesNotPrintItsPassword() {
        assertThat(SmtpServer.parse("smtp://user:secret@localhost:25")).hasToString("SmtpServer[localhost:25]");
    }
}
