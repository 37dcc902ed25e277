package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.mailworld.behaviour.Behaviour;
import com.penguinmails.mailworld.behaviour.Knobs;
import com.penguinmails.mailworld.behaviour.Outage;
import com.penguinmails.mailworld.ledger.LedgerFilter;
import com.penguinmails.mailworld.ledger.LedgerRow.AcceptedMail;
import com.penguinmails.mailworld.ledger.LedgerRow.RefusedAttempt;
import com.penguinmails.mailworld.ledger.LedgerSummary;
import com.penguinmails.mailworld.ledger.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpBehavioursIT {
    private static final String ANN = "ann@sender.example";

    private final TestClock clock = new TestClock();
    private MailWorld world;
    private Dialogue smtp;

    @BeforeEach
    void start() throws IOException {
        world = MailWorld.start(MailWorldConfig.builder()
                .clock(clock)
                .mailboxes(Map.of(ANN, "secret", "bounce@sender.example", "secret"))
                .maxMessageBytes(100_000)
                .knobs(Knobs.defaults().withReactionDelay(Duration.ZERO))
                .build());
        smtp = Dialogue.loggedIn(world, ANN, "secret");
    }

    @AfterEach
    void stop() throws IOException {
        smtp.close();
        world.close();
    }

    @Test
    void acceptsAndBooksWhatItSaw() throws IOException {
        String answer = send(
                "maria@example.com",
                Letter.of(ANN, "maria@example.com", "1")
                        .subject("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=")
                        .oneClick("https://platform.example/u/x"));

        assertThat(answer).startsWith("250 2.0.0");
        assertThat(world.ledger().rows(LedgerFilter.everything(), 0, 10))
                .singleElement()
                .isInstanceOfSatisfying(AcceptedMail.class, mail -> {
                    assertThat(mail.login()).isEqualTo(ANN);
                    assertThat(mail.envelopeFrom()).isEqualTo(ANN);
                    assertThat(mail.envelopeTo()).isEqualTo("maria@example.com");
                    assertThat(mail.receivedAt()).isEqualTo(clock.instant());
                    assertThat(mail.mail().messageId()).isEqualTo("<1@sender.example>");
                    assertThat(mail.mail().subject()).isEqualTo("Grüße");
                    assertThat(mail.mail().headerFrom()).isEqualTo(ANN);
                    assertThat(mail.mail().offersOneClick()).isTrue();
                    assertThat(mail.mail().date()).startsWith("Sun, 1 Mar 2026");
                    assertThat(mail.mail().size()).isPositive();
                });
        assertThat(summary().missingUnsubscribeHeaders()).isZero();
        assertThat(summary().unsubscribeHeadersUnsigned()).isEqualTo(1);
        assertThat(world.latestMail("Maria@Example.com"))
                .hasValueSatisfying(mail -> assertThat(mail.html()).contains("<p>Hello</p>"));
    }

    @Test
    void theSameMessageTwiceIsADuplicate() throws IOException {
        send("maria@example.com", Letter.of(ANN, "maria@example.com", "1"));
        send("maria@example.com", Letter.of(ANN, "maria@example.com", "1"));
        send("karl@example.com", Letter.of(ANN, "karl@example.com", "1"));

        assertThat(summary().accepted()).isEqualTo(3);
        assertThat(summary().uniqueMessages()).isEqualTo(2);
        assertThat(summary().duplicates()).isEqualTo(1);
        assertThat(summary().missingUnsubscribeHeaders()).isEqualTo(3);
    }

    @Test
    void deferTakesTheMailAtTheNextTry() throws IOException {
        assertThat(deliver("defer2.maria@example.com")).startsWith("451 4.7.1");
        assertThat(deliver("defer2.maria@example.com")).startsWith("451 4.7.1");
        assertThat(deliver("defer2.maria@example.com")).startsWith("250");

        assertThat(summary().attempts()).isEqualTo(3);
        assertThat(summary().deferredAttempts()).isEqualTo(2);
        assertThat(summary().deferredThenAccepted()).isEqualTo(1);
    }

    @Test
    void greylistWaitsForTheClock() throws IOException {
        assertThat(deliver("greylist.maria@example.com")).startsWith("451 4.7.1");
        clock.advance(Duration.ofSeconds(29));
        assertThat(deliver("greylist.maria@example.com")).startsWith("451 4.7.1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(deliver("greylist.maria@example.com")).startsWith("250");
    }

    @Test
    void permanentRefusalsNameTheirCode() throws IOException {
        assertThat(deliver("bounce.maria@example.com")).startsWith("550 5.1.1");
        assertThat(deliver("maria+full@example.com")).startsWith("552 5.2.2");
        assertThat(deliver("full452@example.com")).startsWith("452 4.2.2");
        assertThat(deliver("blocked.maria@example.com")).startsWith("554 5.7.1");
        // The transaction is over: the next mail needs no RSET.
        assertThat(deliver("maria@example.com")).startsWith("250");

        assertThat(summary().refusedPermanent()).isEqualTo(Map.of("550", 1, "552", 1, "554", 1));
        assertThat(summary().deferredAttempts()).isEqualTo(1);
        assertThat(world.ledger().rows(LedgerFilter.recipient("blocked.maria@example.com"), 0, 10))
                .singleElement()
                .isInstanceOfSatisfying(RefusedAttempt.class, refused -> {
                    assertThat(refused.stage()).isEqualTo(Stage.DATA);
                    assertThat(refused.messageId()).isEqualTo("<blocked.maria@sender.example>");
                    assertThat(refused.behaviour()).isEqualTo(Behaviour.BLOCKED);
                });
    }

    @Test
    void drop421HangsUpOnce() throws IOException {
        assertThat(deliver("drop421.maria@example.com")).startsWith("421 4.3.2");
        assertThat(smtp.answer()).isEqualTo("closed");

        smtp = Dialogue.loggedIn(world, ANN, "secret");
        assertThat(deliver("drop421.maria@example.com")).startsWith("250");
        assertThat(summary().deferredThenAccepted()).isEqualTo(1);
    }

    @Test
    void slowLetsDataWait() throws IOException {
        world.turn(knobs -> knobs.withSlowDelay(Duration.ofMillis(120)));
        long begun = System.nanoTime();

        assertThat(deliver("slow.maria@example.com")).startsWith("250");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void aRefusedRecipientDoesNotStopTheOthers() throws IOException {
        smtp.say("MAIL FROM:<" + ANN + ">");
        assertThat(smtp.say("RCPT TO:<bounce@example.com>")).startsWith("550");
        assertThat(smtp.say("RCPT TO:<maria@example.com>")).startsWith("250");
        assertThat(smtp.say("RCPT TO:<karl@example.com>")).startsWith("250");
        assertThat(smtp.data(Letter.of(ANN, "maria@example.com", "1").text())).startsWith("250");

        assertThat(summary().accepted()).isEqualTo(2);
        assertThat(summary().refusedPermanent()).isEqualTo(Map.of("550", 1));
    }

    @Test
    void anOversizedMessageIsRefusedAndTheSessionLivesOn() throws IOException {
        String line = "x".repeat(998) + "\r\n";
        assertThat(send(
                        "maria@example.com",
                        Letter.of(ANN, "maria@example.com", "1").html(line.repeat(200))))
                .startsWith("552 5.3.4");

        assertThat(deliver("maria@example.com")).startsWith("250");
        assertThat(summary().refusedPermanent()).isEqualTo(Map.of("552", 1));
    }

    @Test
    void aTenantsMailboxIsNoPlaythingWhateverItsName() throws IOException {
        assertThat(deliver("bounce@sender.example")).startsWith("250");
    }

    @Test
    void dotsAndUmlautsArriveAsTheyWereSent() throws IOException {
        send("maria@example.com", Letter.of(ANN, "maria@example.com", "1").html("a\r\n..two dots\r\nGrüße"));

        assertThat(world.latestMail("maria@example.com").orElseThrow().html()).contains("\r\n.two dots\r\nGrüße");
    }

    @Test
    void withoutLoginMailIsRefused() throws IOException {
        try (Dialogue stranger = new Dialogue(world.smtpPort())) {
            stranger.answer();
            assertThat(stranger.say("EHLO x.example"))
                    .contains("AUTH")
                    .contains("PLAIN")
                    .contains("SIZE 100000");
            assertThat(stranger.say("MAIL FROM:<" + ANN + ">")).startsWith("530");
            assertThat(stranger.login(ANN, "wrong")).startsWith("535");
            assertThat(stranger.login("nobody@sender.example", "secret")).startsWith("535");
            assertThat(stranger.login(ANN, "secret")).startsWith("235");
            assertThat(stranger.say("MAIL FROM:<" + ANN + ">")).startsWith("250");
        }
        assertThat(summary().refusedBeforeRecipient()).isEqualTo(3);
        assertThat(summary().attempts()).isZero();
    }

    @Test
    void anOutageFailsEverythingUntilItIsOver() throws IOException {
        world.turn(knobs -> knobs.withOutage(Outage.FAIL_EVERYTHING));
        assertThat(deliver("maria@example.com")).startsWith("451 4.3.0");
        world.turn(knobs -> knobs.withOutage(Outage.NONE));
        assertThat(deliver("maria@example.com")).startsWith("250");
    }

    @Test
    void aClosedPortOpensAgainWithTheSameNumber() throws IOException {
        int port = world.smtpPort();
        world.turn(knobs -> knobs.withOutage(Outage.REFUSE_CONNECTIONS));
        Assertions.assertThatThrownBy(() -> new Dialogue(port).close()).isInstanceOf(ConnectException.class);

        world.turn(knobs -> knobs.withOutage(Outage.NONE));
        assertThat(world.smtpPort()).isEqualTo(port);
        smtp.close();
        smtp = Dialogue.loggedIn(world, ANN, "secret");
        assertThat(deliver("maria@example.com")).startsWith("250");
    }

    @Test
    void theSummaryKeepsSendersAndReceiversApart() throws IOException {
        deliver("maria@one.example");
        deliver("karl@two.example");

        assertThat(world.ledger()
                        .summary(LedgerFilter.senderDomain("Sender.example"))
                        .accepted())
                .isEqualTo(2);
        assertThat(world.ledger()
                        .summary(LedgerFilter.senderDomain("other.example"))
                        .attempts())
                .isZero();
        assertThat(world.ledger()
                        .summary(LedgerFilter.recipient("karl@two.example"))
                        .accepted())
                .isEqualTo(1);
    }

    private LedgerSummary summary() {
        return world.ledger().summary(LedgerFilter.everything());
    }

    private String deliver(String to) throws IOException {
        return send(to, Letter.of(ANN, to, to.substring(0, to.indexOf('@'))));
    }

    private String send(String to, Letter letter) throws IOException {
        return smtp.send(ANN, to, letter.text());
    }
}
