package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.mailworld.behaviour.Knobs;
import com.penguinmails.mailworld.ledger.LedgerFilter;
import com.penguinmails.mailworld.ledger.LedgerRow.AcceptedMail;
import com.penguinmails.mailworld.ledger.LedgerSummary;
import com.penguinmails.mailworld.ledger.ReactionKind;
import com.penguinmails.mailworld.ledger.ReactionOutcome;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactionsIT {
    private static final String ANN = "ann@sender.example";

    private final TestClock clock = new TestClock();
    private FakePlatform platform;
    private MailWorld world;
    private Dialogue smtp;

    @BeforeEach
    void start() throws IOException {
        platform = new FakePlatform(0);
        world = MailWorld.start(MailWorldConfig.builder()
                .clock(clock)
                .mailboxes(Map.of(ANN, "secret"))
                .knobs(Knobs.defaults().withReactionDelay(Duration.ZERO))
                .platformBaseUrls(List.of(platform.url()))
                .build());
        smtp = Dialogue.loggedIn(world, ANN, "secret");
    }

    @AfterEach
    void stop() throws IOException {
        smtp.close();
        world.close();
        platform.close();
    }

    @Test
    void openLoadsThePixelAndNothingElse() throws IOException {
        send(campaign("open.maria@example.com"));

        assertThat(settled().opened()).isEqualTo(1);
        assertThat(platform.requests()).containsExactly("GET /t/o/pixel");
    }

    @Test
    void clickOpensFirstAndStopsWhereTheLinkLeavesThePlatform() throws IOException {
        send(campaign("click.maria@example.com"));

        assertThat(settled().clicked()).isEqualTo(1);
        assertThat(settled().opened()).isEqualTo(1);
        assertThat(platform.requests()).containsExactly("GET /t/o/pixel", "GET /t/c/first");
        assertThat(outcome("click.maria@example.com", ReactionKind.CLICK).detail())
                .isEqualTo("https://shop.example/offer?x=1");
    }

    @Test
    void aRedirectWithinThePlatformIsFollowed() throws IOException {
        send(letter("click.maria@example.com").html("<a href='" + platform.url() + "/t/hop/1'>x</a>"));

        settled();
        assertThat(platform.requests()).containsExactly("GET /t/hop/1", "GET /t/c/second");
    }

    @Test
    void unsubPostsOnceAndLaterMailIsNoticed() throws IOException {
        send(campaign("unsub.maria@example.com"));

        assertThat(settled().unsubscribed()).isEqualTo(1);
        assertThat(platform.requests()).containsExactly("POST /u/token List-Unsubscribe=One-Click");
        assertThat(settled().acceptedAfterUnsubscribe()).isZero();

        send(Letter.of(ANN, "unsub.maria@example.com", "second"));
        assertThat(settled().acceptedAfterUnsubscribe()).isEqualTo(1);
    }

    @Test
    void aRefusedUnsubscribeIsNone() throws IOException {
        send(letter("unsub.maria@example.com").oneClick(platform.url() + "/u/gone"));

        assertThat(settled().unsubscribed()).isZero();
        assertThat(settled().reactionsFailed()).isEqualTo(1);
        assertThat(outcome("unsub.maria@example.com", ReactionKind.UNSUBSCRIBE).detail())
                .contains("HTTP 410");
    }

    @Test
    void aDuplicateIsNotReactedToTwice() throws IOException {
        send(campaign("unsub.maria@example.com"));
        send(campaign("unsub.maria@example.com"));

        settled();
        assertThat(platform.requests()).hasSize(1);
    }

    @Test
    void otherHostsAreNeverAsked() throws IOException {
        try (FakePlatform stranger = new FakePlatform(0)) {
            send(letter("click-unsub.maria@example.com")
                    .html("<img src='" + stranger.url() + "/t/o/1'><a href='" + stranger.url() + "/t/c/1'>x</a>"
                            + "<a href='" + platform.url().toString().replace("://", "://evil@") + "/t/c/1'>y</a>")
                    .oneClick(stranger.url() + "/u/1"));

            assertThat(settled().reactionsFailed()).isEqualTo(3);
            assertThat(stranger.requests()).isEmpty();
            assertThat(platform.requests()).isEmpty();
        }
    }

    @Test
    void aPersonTriesAgainWhileThePlatformIsAway() throws IOException {
        URI url = platform.url();
        platform.close();
        send(campaign("unsub.maria@example.com"));
        assertThat(world.ledger().summary(LedgerFilter.everything()).reactionsPending())
                .isEqualTo(1);

        platform = new FakePlatform(url.getPort());
        assertThat(settled().unsubscribed()).isEqualTo(1);
    }

    @Test
    void patienceEnds() throws IOException {
        platform.close();
        send(campaign("unsub.maria@example.com"));
        // The first try stamps the beginning, so time is turned on until a later try finds it is over.
        await().until(() -> {
            clock.advance(Duration.ofMinutes(11));
            return world.ledger().summary(LedgerFilter.everything()).reactionsFailed() == 1;
        });
        assertThat(outcome("unsub.maria@example.com", ReactionKind.UNSUBSCRIBE).attempts())
                .isGreaterThan(1);
    }

    @Test
    void aReplyThreadsAndArrivesByImap() throws Exception {
        send(letter("reply.maria@example.com")
                .subject("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=")
                .headers("References: <0@sender.example>\r\n"));

        assertThat(settled().replied()).isEqualTo(1);
        try (ImapInbox inbox = new ImapInbox(world, ANN, "secret")) {
            Message reply = inbox.only();
            assertThat(reply.getSubject()).isEqualTo("Re: Grüße");
            assertThat(reply.getFrom()[0]).hasToString("reply.maria@example.com");
            assertThat(reply.getHeader("In-Reply-To")).containsExactly("<reply.maria@sender.example>");
            assertThat(reply.getHeader("References")[0].split("\\s+"))
                    .containsExactly("<0@sender.example>", "<reply.maria@sender.example>");
            assertThat(reply.getContent().toString()).contains("interesting");
        }
    }

    @Test
    void aLateReportGoesToTheReturnPathAsRfc3464Says() throws Exception {
        world.registerMailbox("bounce@sender.example", "secret");
        smtp.say("MAIL FROM:<bounce+Tok3n@sender.example>");
        smtp.say("RCPT TO:<dsn.maria@example.com>");
        assertThat(smtp.data(letter("dsn.maria@example.com")
                        .headers("X-PM-Ref: r1\r\n")
                        .text()))
                .startsWith("250");

        assertThat(settled().dsn()).isEqualTo(1);
        try (ImapInbox inbox = new ImapInbox(world, "bounce@sender.example", "secret")) {
            Message report = inbox.only();
            assertThat(report.getContentType()).contains("multipart/report").contains("report-type=delivery-status");
            assertThat(report.getHeader("Return-Path")).containsExactly("<>");
            assertThat(report.getHeader("To")).containsExactly("bounce+Tok3n@sender.example");
            Multipart parts = (Multipart) report.getContent();
            assertThat(parts.getCount()).isEqualTo(3);
            assertThat(parts.getBodyPart(1).isMimeType("message/delivery-status"))
                    .isTrue();
            assertThat(text(parts, 1))
                    .contains("Final-Recipient: rfc822; dsn.maria@example.com")
                    .contains("Action: failed")
                    .contains("Status: 5.1.1")
                    .contains("Diagnostic-Code: smtp; 550 5.1.1");
            assertThat(text(parts, 2))
                    .contains("Message-ID: <dsn.maria@sender.example>")
                    .contains("X-PM-Ref: r1");
        }
    }

    @Test
    void theNullSenderGetsNoReport() throws IOException {
        smtp.say("MAIL FROM:<>");
        smtp.say("RCPT TO:<dsn.maria@example.com>");
        smtp.data(letter("dsn.maria@example.com").text());

        assertThat(settled().dsn()).isZero();
        assertThat(settled().reactionsFailed()).isEqualTo(1);
    }

    @Test
    void behavioursComposeInOneAddress() throws IOException {
        assertThat(smtp.send(ANN, "defer-click-reply.maria@example.com", "x")).startsWith("451");
        send(new Letter(
                ANN,
                "defer-click-reply.maria@example.com",
                "<1@sender.example>",
                "Hi",
                "",
                "<img src='" + platform.url() + "/t/o/p'><a href='" + platform.url() + "/t/c/1'>x</a>"));

        LedgerSummary summary = settled();
        assertThat(List.of(summary.deferredThenAccepted(), summary.opened(), summary.clicked(), summary.replied()))
                .containsOnly(1);
    }

    private Letter letter(String to) {
        return Letter.of(ANN, to, to.substring(0, to.indexOf('@')));
    }

    private Letter campaign(String to) {
        URI url = platform.url();
        return letter(to)
                .html("<p>Hi</p><a href='https://elsewhere.example/'>a</a><a href='" + url
                        + "/u/footer'>Stop</a><a href='"
                        + url + "/t/c/first'>b</a><a href='" + url + "/t/c/other'>c</a><img src='" + url
                        + "/t/o/pixel'>"
                        + "<img src='https://cdn.example/logo.png'>")
                .oneClick(url + "/u/token");
    }

    private void send(Letter letter) throws IOException {
        assertThat(smtp.send(ANN, letter.to(), letter.text())).startsWith("250");
    }

    private LedgerSummary settled() {
        return await().until(() -> world.ledger().summary(LedgerFilter.everything()), s -> s.reactionsPending() == 0);
    }

    private ReactionOutcome outcome(String to, ReactionKind kind) {
        AcceptedMail mail = (AcceptedMail)
                world.ledger().rows(LedgerFilter.recipient(to), 0, 1).getFirst();
        return mail.reactions().stream()
                .filter(reaction -> reaction.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String text(Multipart parts, int index) throws IOException, MessagingException {
        try (InputStream in = parts.getBodyPart(index).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
