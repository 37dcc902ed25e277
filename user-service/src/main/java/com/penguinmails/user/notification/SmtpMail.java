package com.penguinmails.user.notification;

import com.penguinmails.kernel.Refusal;
import jakarta.mail.MessagingException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Submits mails to one SMTP server, a connection each: there are few of them. */
final class SmtpMail implements TransactionalMail {

    private static final String CONNECT_MILLIS = "2000";
    private static final String ANSWER_MILLIS = "10000";

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final String from;

    SmtpMail(SmtpServer server, MailProperties.Tls tls, String from) {
        this.from = from;
        sender.setProtocol(server.implicitTls() ? "smtps" : "smtp");
        sender.setHost(server.host());
        sender.setPort(server.port());
        sender.setDefaultEncoding("UTF-8");
        if (server.user() != null) {
            sender.setUsername(server.user());
            sender.setPassword(server.password());
        }
        var properties = properties(server, tls);
        // The Message-ID then ends in our domain and not in the name of this machine.
        properties.setProperty("mail.from", from);
        sender.setJavaMailProperties(properties);
    }

    private static Properties properties(SmtpServer server, MailProperties.Tls tls) {
        var properties = new Properties();
        for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            properties.setProperty(protocol + "auth", String.valueOf(server.user() != null));
            properties.setProperty(protocol + "connectiontimeout", CONNECT_MILLIS);
            properties.setProperty(protocol + "timeout", ANSWER_MILLIS);
            properties.setProperty(protocol + "writetimeout", ANSWER_MILLIS);
            properties.setProperty(protocol + "ssl.checkserveridentity", "true");
        }
        properties.setProperty("mail.smtp.starttls.enable", "true");
        boolean required = switch (tls) {
            case REQUIRED -> true;
            case OPTIONAL -> false;
            // A password never crosses a network in the clear.
            case AUTO -> server.user() != null && !server.onThisMachine();
        };
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(required));
        return properties;
    }

    @Override
    public void send(PlatformMail mail) {
        try {
            var message = sender.createMimeMessage();
            var helper = new MimeMessageHelper(message, false);
            helper.setFrom(from, "PenguinMails");
            helper.setTo(mail.to().value());
            helper.setSubject(mail.subject());
            helper.setText(mail.text());
            // RFC 3834: nobody's vacation responder should answer.
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
        } catch (MailException failure) {
            if (isPermanent(failure)) {
                throw new MailRefused("the mail server refused the recipient or the mail", failure);
            }
            throw unavailable(failure);
        } catch (MessagingException | java.io.UnsupportedEncodingException unwritable) {
            throw new IllegalStateException("a mail could not be composed", unwritable);
        }
    }

    /** Connects and signs in, and sends nothing. */
    void check() throws MessagingException {
        sender.testConnection();
    }

    static Refusal unavailable(@Nullable Throwable cause) {
        var refusal = Refusal.unavailable("mail-unavailable", "Mail cannot be sent at the moment; it is tried again.");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }

    private static boolean isPermanent(MailException failure) {
        if (!(failure instanceof MailSendException sending)) {
            return false;
        }
        for (Exception failed : sending.getMessageExceptions()) {
            for (Throwable cause = failed; cause instanceof MessagingException next; cause = next.getNextException()) {
                int code = switch (cause) {
                    case SMTPAddressFailedException address -> address.getReturnCode();
                    case SMTPSendFailedException message -> message.getReturnCode();
                    default -> 0;
                };
                if (code >= 500) {
                    return true;
                }
            }
        }
        return false;
    }
}
