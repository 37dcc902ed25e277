package com.penguinmails.worker.mime;

import com.penguinmails.contracts.email.Sending.Prepared.Ready;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Composes multipart/alternative messages, RFC 5322 and RFC 2045, with one-click unsubscribe, RFC 8058.
 *
 * <p>Both parts are quoted-printable, so that no server on the way has a reason to re-encode them and break the signature.
 */
public final class MessageComposer {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final String CRLF = "\r\n";

    private final Clock clock;

    public MessageComposer(Clock clock) {
        this.clock = clock;
    }

    /** @throws UnsafeHeader when a value must not go into a header or the envelope */
    public Message compose(Ready ready) {
        HeaderSafe.bracketed("return path", ready.returnPath());
        String boundary = "=_" + ready.messageId().toString().replace("-", "");
        return new Message(
                List.of(
                        new Header("Message-ID", HeaderSafe.token("Message-ID", ready.rfcMessageId())),
                        new Header("Date", DATE.format(clock.instant())),
                        new Header("From", from(ready)),
                        new Header("To", HeaderSafe.bracketed("To", ready.to())),
                        new Header("Subject", subject(ready.subject())),
                        new Header("MIME-Version", "1.0"),
                        new Header("Content-Type", "multipart/alternative;" + CRLF + " boundary=\"" + boundary + "\""),
                        new Header(
                                "List-Unsubscribe",
                                "<" + HeaderSafe.bracketed("List-Unsubscribe", ready.unsubscribeUrl()) + ">"),
                        new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                        new Header("Feedback-ID", HeaderSafe.token("Feedback-ID", ready.feedbackId()))),
                body(ready, boundary));
    }

    private static String from(Ready ready) {
        String address = HeaderSafe.bracketed("From", ready.from());
        String name = ready.fromName();
        if (name == null || name.isBlank()) {
            return address;
        }
        try {
            var from = new InternetAddress(address, HeaderSafe.text("From", name), StandardCharsets.UTF_8.name());
            return MimeUtility.fold("From: ".length(), from.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String subject(String subject) {
        try {
            String encoded =
                    MimeUtility.encodeText(HeaderSafe.text("Subject", subject), StandardCharsets.UTF_8.name(), null);
            return MimeUtility.fold("Subject: ".length(), encoded);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] body(Ready ready, String boundary) {
        var body = new ByteArrayOutputStream();
        // Text first: a reader shows the last part it understands.
        part(body, boundary, "text/plain", ready.text());
        part(body, boundary, "text/html", ready.html());
        ascii(body, "--" + boundary + "--" + CRLF);
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String boundary, String type, String content) {
        ascii(body, "--" + boundary + CRLF);
        ascii(body, "Content-Type: " + type + "; charset=UTF-8" + CRLF);
        ascii(body, "Content-Transfer-Encoding: quoted-printable" + CRLF + CRLF);
        String canonical = LINE_END.matcher(content).replaceAll(CRLF);
        try (var encoder = MimeUtility.encode(body, "quoted-printable")) {
            encoder.write(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | MessagingException impossible) {
            throw new IllegalStateException(impossible);
        }
        ascii(body, CRLF);
    }

    private static void ascii(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
