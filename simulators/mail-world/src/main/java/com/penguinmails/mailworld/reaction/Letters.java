package com.penguinmails.mailworld.reaction;

import com.penguinmails.mailworld.ledger.LedgerEvent.Accepted;
import com.penguinmails.mailworld.ledger.MailFacts;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the two kinds of mail the world sends: a person's reply, and a report that a mail could not be delivered. */
final class Letters {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    private Letters() {}

    /** A reply that threads (RFC 5322 §3.6.4): In-Reply-To and References name the mail it answers. */
    static byte[] reply(Accepted original, Instant now) {
        MailFacts mail = original.mail();
        String person = original.envelope().to();
        StringBuilder letter = new StringBuilder();
        field(letter, "Return-Path", "<" + person + ">");
        field(letter, "From", person);
        field(
                letter,
                "To",
                first(mail.replyTo(), mail.headerFrom(), original.envelope().from()));
        field(letter, "Subject", encoded(replySubject(mail)));
        field(letter, "Date", DATE.format(now));
        field(letter, "Message-ID", "<reply-" + original.sequence() + "@" + domain(person) + ">");
        String id = mail.messageId();
        if (id != null) {
            field(letter, "In-Reply-To", id);
            field(letter, "References", mail.references() == null ? id : fold(mail.references() + " " + id));
        }
        field(letter, "MIME-Version", "1.0");
        field(letter, "Content-Type", "text/plain; charset=utf-8");
        letter.append("\r\nThank you for your mail. This sounds interesting, can we talk next week?\r\n");
        return bytes(letter);
    }

    /** A delivery status notification (RFC 3464) with the original's headers, worded as Postfix words it. */
    static byte[] report(Accepted original, String originalHeaders, Instant now) {
        String recipient = original.envelope().to();
        String mta = "mx." + domain(recipient);
        String boundary = "report-" + original.sequence() + "-" + Long.toHexString(now.toEpochMilli());
        String refusal = "550 5.1.1 <" + recipient + ">: Recipient address rejected: User unknown";
        StringBuilder report = new StringBuilder();
        field(report, "Return-Path", "<>");
        field(report, "From", "Mail Delivery System <MAILER-DAEMON@" + mta + ">");
        field(report, "To", original.envelope().from());
        field(report, "Subject", "Undelivered Mail Returned to Sender");
        field(report, "Date", DATE.format(now));
        field(report, "Message-ID", "<dsn-" + original.sequence() + "@" + mta + ">");
        field(report, "Auto-Submitted", "auto-replied");
        field(report, "MIME-Version", "1.0");
        field(
                report,
                "Content-Type",
                "multipart/report; report-type=delivery-status;\r\n\tboundary=\"" + boundary + "\"");
        report.append("\r\nThis is a MIME-encapsulated message.\r\n");

        part(report, boundary, "text/plain; charset=us-ascii", "Notification");
        report.append("This is the mail system at host ").append(mta).append(".\r\n\r\n");
        report.append("I'm sorry to have to inform you that your message could not\r\n");
        report.append("be delivered to one or more recipients. It's attached below.\r\n\r\n");
        report.append('<').append(recipient).append(">: host ").append(mta).append(" said:\r\n    ");
        report.append(refusal).append(" (in reply to RCPT TO command)\r\n");

        part(report, boundary, "message/delivery-status", "Delivery report");
        field(report, "Reporting-MTA", "dns; " + mta);
        field(report, "X-Postfix-Sender", "rfc822; " + original.envelope().from());
        field(report, "Arrival-Date", DATE.format(original.at()));
        report.append("\r\n");
        field(report, "Final-Recipient", "rfc822; " + recipient);
        field(report, "Original-Recipient", "rfc822;" + recipient);
        field(report, "Action", "failed");
        field(report, "Status", "5.1.1");
        field(report, "Remote-MTA", "dns; " + mta);
        field(report, "Diagnostic-Code", "smtp; " + refusal);

        part(report, boundary, "text/rfc822-headers", "Undelivered Message Headers");
        report.append(originalHeaders).append(originalHeaders.endsWith("\r\n") ? "" : "\r\n");
        report.append("\r\n--").append(boundary).append("--\r\n");
        return bytes(report);
    }

    private static void part(StringBuilder out, String boundary, String type, String description) {
        out.append("\r\n--").append(boundary).append("\r\n");
        field(out, "Content-Description", description);
        field(out, "Content-Type", type);
        out.append("\r\n");
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }

    private static String replySubject(MailFacts mail) {
        String subject = mail.subject() == null ? "" : mail.subject();
        return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
    }

    private static String encoded(String subject) {
        try {
            return MimeUtility.fold(9, MimeUtility.encodeText(subject, "UTF-8", null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JVM has UTF-8", e);
        }
    }

    private static String fold(String ids) {
        return String.join("\r\n\t", ids.trim().split("\\s+"));
    }

    private static String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return "undisclosed-recipients:;";
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
