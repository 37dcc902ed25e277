package com.penguinmails.worker.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.email.Sending.Prepared.Ready;
import com.penguinmails.testkit.MutableClock;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageComposerTest {

    private final MessageComposer composer = new MessageComposer(MutableClock.atNoon());

    @Test
    void aReaderFindsEverythingAgain() throws Exception {
        Ready ready =
                ready("Grüße, \"Ann\" – " + "sehr langer Betreff ".repeat(10).strip(), "Jürgen \"JB\" <Bär>");
        MimeMessage read = read(composer.compose(ready));

        assertThat(read.getMessageID()).isEqualTo(ready.rfcMessageId());
        assertThat(read.getSubject()).isEqualTo(ready.subject());
        var from = (InternetAddress) read.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("sales@sender.example");
        assertThat(from.getPersonal()).isEqualTo("Jürgen \"JB\" <Bär>");
        assertThat(read.getAllRecipients()).containsExactly(new InternetAddress("ann@example.com"));
        assertThat(read.getHeader("Date", null)).isEqualTo("Sun, 22 Nov 2026 12:00:00 +0000");
        assertThat(read.getHeader("List-Unsubscribe", null)).isEqualTo("<https://t.example/u/abc>");
        assertThat(read.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(read.getHeader("Feedback-ID", null)).isEqualTo("c1:t1:penguinmails");

        var parts = (MimeMultipart) read.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Hällo\r\n.dot\r\nFrom the start");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("<p>Hällo</p>");
    }

    @Test
    void theWireSeesSevenBitsAndNoBareLineEnds() {
        String text = text(composer.compose(ready("ü", "ö")));
        assertThat(text.chars().allMatch(c -> c < 127 && (c >= ' ' || c == '\r' || c == '\n' || c == '\t')))
                .isTrue();
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(text.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(100);
    }

    @Test
    void theSameMessageIsTheSameOnEveryAttempt() {
        Ready ready = ready("Hello", null);
        assertThat(text(composer.compose(ready))).isEqualTo(text(composer.compose(ready)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: evil@example.com", "a\nb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u007fb"})
    void aControlCharacterIsRefusedInEveryHeader(String hostile) {
        for (UnaryOperator<Ready> bend : java.util.List.<UnaryOperator<Ready>>of(
                r -> with(
                        r,
                        hostile,
                        r.fromName(),
                        r.to(),
                        r.unsubscribeUrl(),
                        r.feedbackId(),
                        r.rfcMessageId(),
                        r.returnPath()),
                r -> with(
                        r,
                        r.subject(),
                        hostile,
                        r.to(),
                        r.unsubscribeUrl(),
                        r.feedbackId(),
                        r.rfcMessageId(),
                        r.returnPath()),
                r -> with(
                        r,
                        r.subject(),
                        r.fromName(),
                        hostile,
                        r.unsubscribeUrl(),
                        r.feedbackId(),
                        r.rfcMessageId(),
                        r.returnPath()),
                r -> with(
                        r,
                        r.subject(),
                        r.fromName(),
                        r.to(),
                        hostile,
                        r.feedbackId(),
                        r.rfcMessageId(),
                        r.returnPath()),
                r -> with(
                        r,
                        r.subject(),
                        r.fromName(),
                        r.to(),
                        r.unsubscribeUrl(),
                        hostile,
                        r.rfcMessageId(),
                        r.returnPath()),
                r -> with(
                        r,
                        r.subject(),
                        r.fromName(),
                        r.to(),
                        r.unsubscribeUrl(),
                        r.feedbackId(),
                        hostile,
                        r.returnPath()),
                r -> with(
                        r,
                        r.subject(),
                        r.fromName(),
                        r.to(),
                        r.unsubscribeUrl(),
                        r.feedbackId(),
                        r.rfcMessageId(),
                        hostile))) {
            assertThatThrownBy(() -> composer.compose(bend.apply(ready("s", "n"))))
                    .isInstanceOf(UnsafeHeader.class)
                    .hasMessageNotContaining("evil");
        }
    }

    @Test
    void anAddressCannotBreakOutOfItsBrackets() {
        Ready ready = ready("s", "n");
        assertThatThrownBy(() -> composer.compose(
                        with(ready, "s", "n", "a@b.example>,<c@d.example", "https://x", "f", "<m@x>", "r@x.example")))
                .isInstanceOf(UnsafeHeader.class);
        assertThatThrownBy(() -> composer.compose(
                        with(ready, "s", "n", "a@b.example, c@d.example", "https://x", "f", "<m@x>", "r@x.example")))
                .isInstanceOf(UnsafeHeader.class);
    }

    private static Ready ready(String subject, @Nullable String fromName) {
        return new Ready(
                UUID.fromString("01938b5a-0000-7000-8000-000000000001"),
                UUID.randomUUID(),
                "<01938b5a@sender.example>",
                "bounce+1@sender.example",
                "sales@sender.example",
                fromName,
                "ann@example.com",
                subject,
                "<p>Hällo</p>\n<p>" + "long ".repeat(300) + "</p>",
                "Hällo\n.dot\nFrom the start\n",
                "https://t.example/u/abc",
                "c1:t1:penguinmails");
    }

    private static Ready with(
            Ready ready,
            String subject,
            @Nullable String fromName,
            String to,
            String unsubscribeUrl,
            String feedbackId,
            String rfcMessageId,
            String returnPath) {
        return new Ready(
                ready.messageId(),
                ready.mailboxId(),
                rfcMessageId,
                returnPath,
                ready.from(),
                fromName,
                to,
                subject,
                ready.html(),
                ready.text(),
                unsubscribeUrl,
                feedbackId);
    }

    private static String text(Message message) {
        return new String(message.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static MimeMessage read(Message message) throws jakarta.mail.MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message.bytes()));
    }
}
