package com.penguinmails.user.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.user.MailSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmtpMailIT extends TransactionalMailContract {

    private static final MailSink WORLD = new MailSink().start();

    private boolean away;

    @Override
    SmtpMail way() {
        int port = away ? closedPort() : WORLD.port();
        return new SmtpMail(
                SmtpServer.parse("smtp://localhost:" + port), MailProperties.Tls.AUTO, "no-reply@penguinmails.example");
    }

    /** Quoted-printable breaks lines and writes equals signs otherwise. */
    @Override
    List<String> arrivedAt(String recipient) {
        return WORLD.to(recipient).stream()
                .map(mail -> mail.content().contains("quoted-printable")
                        ? mail.content().replace("=\r\n", "").replace("=3D", "=")
                        : mail.content())
                .toList();
    }

    @Override
    void away(boolean gone) {
        away = gone;
    }

    @Override
    void check() throws Exception {
        way().check();
    }

    @Test
    void aMailboxThatDoesNotExistIsRefusedForGood() {
        PlatformMail mail = mail("https://penguinmails.test/1");
        WORLD.refuse(mail.to().value()::equals, 550);

        assertThatThrownBy(() -> way().send(mail)).isInstanceOf(MailRefused.class);
        WORLD.refuse(recipient -> false, 550);
        assertThat(arrivedAt(mail.to().value())).isEmpty();
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
