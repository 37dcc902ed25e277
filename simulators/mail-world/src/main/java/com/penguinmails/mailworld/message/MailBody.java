package com.penguinmails.mailworld.message;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The readable parts of a message: its first plain text and its first HTML, attachments aside. Null when there is none.
 */
public record MailBody(@Nullable String text, @Nullable String html) {
    private static final Session SESSION = Session.getInstance(new Properties());

    /** Decodes transfer encoding and charset. A body that cannot be read counts as absent. */
    public static MailBody of(byte[] raw) {
        try {
            return find(new MimeMessage(SESSION, new ByteArrayInputStream(raw)), new MailBody(null, null));
        } catch (MessagingException | IOException e) {
            return new MailBody(null, null);
        }
    }

    private static MailBody find(Part part, MailBody found) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return found;
        }
        if (part.isMimeType("text/html") && found.html == null) {
            return new MailBody(found.text, String.valueOf(part.getContent()));
        }
        if (part.isMimeType("text/plain") && found.text == null) {
            return new MailBody(String.valueOf(part.getContent()), found.html);
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            MailBody all = found;
            for (int i = 0; i < parts.getCount(); i++) {
                all = find(parts.getBodyPart(i), all);
            }
            return all;
        }
        return found;
    }
}
