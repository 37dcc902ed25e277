package com.penguinmails.worker.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpPoolIT {

    private static final SmtpSettings SETTINGS = new SmtpSettings(
            "worker.example",
            List.of("127.0.0.1"),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            100);

    private final ScriptedSmtp server = new ScriptedSmtp();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger dots = new AtomicInteger();
    private final SmtpPool pool = pool(SETTINGS);

    private SmtpPool pool(SmtpSettings settings) {
        try {
            return new SmtpPool(settings, SSLContext.getDefault(), nanos::get);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        server.close();
    }

    @Test
    void aMailIsHandedOverWithItsDotsDoubled() throws InterruptedException {
        Transmission sent = pool.send(endpoint(1), mail("Subject: x\r\n\r\n.hidden\r\n..twice\r\n"));
        assertThat(sent).isEqualTo(new Transmission.Answered(Stage.DOT, new Reply(250, "2.0.0 queued")));
        assertThat(sent.isAccepted()).isTrue();
        assertThat(server.messages()).containsExactly("Subject: x\r\n\r\n..hidden\r\n...twice");
        assertThat(server.commands())
                .containsExactly(
                        "EHLO worker.example",
                        "AUTH PLAIN "
                                + java.util.Base64.getEncoder()
                                        .encodeToString("\0user\0secret".getBytes(StandardCharsets.UTF_8)),
                        "MAIL FROM:<bounce@sender.example>",
                        "RCPT TO:<ann@example.com>",
                        "DATA",
                        ".");
        assertThat(dots).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.3.0 later, MAIL, 451",
        "MAIL, 550 5.7.1 no sender, MAIL, 550",
        "RCPT, 550 5.1.1 nobody here, RCPT, 550",
        "RCPT, 450 4.2.0 greylisted, RCPT, 450",
        "DATA, 554 5.5.1 no, DATA, 554",
        "., 451 4.7.1 try later, DOT, 451",
        "., 554 5.7.1 spam, DOT, 554",
        "AUTH, 535 5.7.8 wrong password, AUTH, 535",
        "CONNECT, 554 go away, GREETING, 554",
        "EHLO, 421 4.3.2 closing, HELLO, 421"
    })
    void aRefusalTellsItsStageAndReply(String verb, String answer, Stage stage, int code) throws InterruptedException {
        server.on(verb, answer);
        Transmission refused = pool.send(endpoint(1), mail("x"));
        assertThat(refused).isInstanceOf(Transmission.Answered.class);
        var answered = (Transmission.Answered) refused;
        assertThat(answered.stage()).isEqualTo(stage);
        assertThat(answered.reply().code()).isEqualTo(code);
        assertThat(refused.isAccepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CONNECT, GREETING", "EHLO, HELLO", "AUTH, AUTH", "RCPT, RCPT", "DATA, DATA", "., DOT"})
    void aConnectionLostTellsHowFarItGot(String verb, Stage stage) throws InterruptedException {
        server.on(verb, ScriptedSmtp.HANG_UP);
        Transmission lost = pool.send(endpoint(1), mail("x"));
        assertThat(lost).isInstanceOf(Transmission.Lost.class);
        assertThat(lost.stage()).isEqualTo(stage);
        assertThat(dots).as("whether the dot was about to be sent").hasValue(stage == Stage.DOT ? 1 : 0);
    }

    @Test
    void nothingIsThereToConnectTo() throws InterruptedException {
        var nowhere = new Endpoint(UUID.randomUUID(), "127.0.0.1", 1, Endpoint.Security.NONE, "", "", 1);
        Transmission lost = pool.send(nowhere, mail("x"));
        assertThat(lost).isEqualTo(new Transmission.Lost(Stage.CONNECT, "ConnectException"));
    }

    @Test
    void theDotIsNotSentWhenTheLastCheckFails() throws InterruptedException {
        Transmission lost = pool.send(endpoint(1), new Mail("a@b.example", "c@d.example", bytes("x"), () -> {
            throw new IllegalStateException("not ours any more");
        }));
        assertThat(lost.stage()).isEqualTo(Stage.CONTENT);
        assertThat(server.messages()).isEmpty();
        assertThat(server.commands()).doesNotContain(".");
    }

    @Test
    void connectionsAreKeptAndARefusedMailDoesNotSpoilTheNext() throws InterruptedException {
        Endpoint endpoint = endpoint(1);
        pool.send(endpoint, mail("one"));
        server.on("RCPT", "550 5.1.1 nobody here");
        pool.send(endpoint, mail("two"));
        server.on("RCPT", "250 ok");
        assertThat(pool.send(endpoint, mail("three")).isAccepted()).isTrue();
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.commands()).containsOnlyOnce("RSET");
    }

    @Test
    void aConnectionTheServerHasClosedIsReplacedUnseen() throws Exception {
        Endpoint endpoint = endpoint(1);
        pool.send(endpoint, mail("one"));
        server.hangUpOnEverybody();
        assertThat(pool.send(endpoint, mail("two")).isAccepted()).isTrue();
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.messages()).hasSize(2);
    }

    @Test
    void anIdleConnectionIsClosedAndAWornOneToo() throws InterruptedException {
        Endpoint endpoint = endpoint(1);
        pool.send(endpoint, mail("one"));
        nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        pool.send(endpoint, mail("two"));
        assertThat(server.connections()).isEqualTo(2);

        var worn = pool(new SmtpSettings(
                "w",
                SETTINGS.plainTextHosts(),
                SETTINGS.connectTimeout(),
                SETTINGS.commandTimeout(),
                SETTINGS.dotTimeout(),
                SETTINGS.idleTimeout(),
                2));
        for (int i = 0; i < 4; i++) {
            worn.send(endpoint, mail("again"));
        }
        assertThat(server.connections()).isEqualTo(4);
        worn.close();
    }

    @Test
    void neverMoreConnectionsThanTheMailboxAllows() throws InterruptedException {
        Endpoint endpoint = endpoint(3);
        var accepted = new AtomicInteger();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                senders.execute(() -> {
                    try {
                        if (pool.send(endpoint, mail("many")).isAccepted()) {
                            accepted.incrementAndGet();
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }
        assertThat(accepted).hasValue(60);
        assertThat(server.connections()).isBetween(1, 3);
    }

    @Test
    void aHostIsNotSpokenToInTheClearUnlessAllowed() throws InterruptedException {
        var elsewhere = new Endpoint(UUID.randomUUID(), "mail.example", 25, Endpoint.Security.NONE, "u", "p", 1);
        Transmission refused = pool.send(elsewhere, mail("x"));
        assertThat(refused.stage()).isEqualTo(Stage.AUTH);
        assertThat(server.connections()).isZero();
    }

    @Test
    void withoutStarttlsOfferedNoPasswordIsSent() throws InterruptedException {
        var secured = new Endpoint(
                UUID.randomUUID(), "127.0.0.1", server.port(), Endpoint.Security.STARTTLS, "user", "secret", 1);
        assertThat(pool.send(secured, mail("x")).stage()).isEqualTo(Stage.STARTTLS);
        assertThat(server.commands()).containsExactly("EHLO worker.example");
    }

    @Test
    void aLineBreakInAnAddressNeverReachesTheWire() throws InterruptedException {
        Transmission lost = pool.send(
                endpoint(1),
                new Mail("a@b.example", "c@d.example>\r\nRCPT TO:<evil@example.com", bytes("x"), () -> {}));
        assertThat(lost.isAccepted()).isFalse();
        assertThat(server.commands()).noneMatch(command -> command.contains("evil"));
    }

    @Test
    void aServerThatTalksNonsenseIsLeft() throws InterruptedException {
        server.on("MAIL", "hello?");
        assertThat(pool.send(endpoint(1), mail("x"))).isInstanceOf(Transmission.Lost.class);
    }

    private Mail mail(String content) {
        return new Mail("bounce@sender.example", "ann@example.com", bytes(content), dots::incrementAndGet);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Endpoint endpoint(int connections) {
        return new Endpoint(
                UUID.randomUUID(), "127.0.0.1", server.port(), Endpoint.Security.NONE, "user", "secret", connections);
    }
}
