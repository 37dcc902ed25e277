package com.penguinmails.mailworld.message;

import com.penguinmails.mailworld.ledger.MailFacts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the header block of a message and nothing behind it. Broken fields come out as they are or as null. */
public final class HeaderReader {
    private HeaderReader() {}

    public static MailFacts facts(byte[] raw) {
        InternetHeaders headers = headers(raw);
        return new MailFacts(
                address(headers, "From"),
                address(headers, "Reply-To"),
                field(headers, "Message-ID"),
                field(headers, "References"),
                decoded(field(headers, "Subject")),
                field(headers, "Date"),
                field(headers, "List-Unsubscribe"),
                field(headers, "List-Unsubscribe-Post"),
                raw.length);
    }

    /** The header block as sent, without the empty line behind it. */
    public static String headerBlock(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? text : text.substring(0, end + 2);
    }

    private static InternetHeaders headers(byte[] raw) {
        try {
            return new InternetHeaders(new ByteArrayInputStream(raw), true);
        } catch (MessagingException e) {
            // Only an I/O error raises this, and an array has none.
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String field(InternetHeaders headers, String name) {
        String[] values = headers.getHeader(name);
        return values == null ? null : MimeUtility.unfold(values[0]).trim();
    }

    private static @Nullable String decoded(@Nullable String text) {
        try {
            return text == null ? null : MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException e) {
            return text;
        }
    }

    private static @Nullable String address(InternetHeaders headers, String name) {
        return Optional.ofNullable(field(headers, name))
                .flatMap(HeaderReader::firstAddress)
                .orElse(null);
    }

    private static Optional<String> firstAddress(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parseHeader(text, false);
            return addresses.length == 0 || addresses[0].getAddress() == null
                    ? Optional.empty()
                    : Optional.of(addresses[0].getAddress().toLowerCase(Locale.ROOT));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
