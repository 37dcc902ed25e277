package com.penguinmails.user.notification;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.observability.health.EmailConnectivity;
import com.penguinmails.observability.health.HealthReport;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/** Loops where it is configured and knows the mail; SMTP otherwise and when Loops fails. */
final class MailRoutes implements TransactionalMail, EmailConnectivity {

    private static final Logger log = LoggerFactory.getLogger(MailRoutes.class);

    private final @Nullable LoopsMail loops;
    private final @Nullable SmtpMail smtp;

    MailRoutes(@Nullable LoopsMail loops, @Nullable SmtpMail smtp) {
        this.loops = loops;
        this.smtp = smtp;
    }

    @Override
    public void send(PlatformMail mail) {
        if (loops != null && loops.knows(mail)) {
            try {
                loops.send(mail);
                return;
            } catch (Refusal failed) {
                if (smtp == null) {
                    throw failed;
                }
                log.warn("Loops did not take {}; it goes by SMTP", mail, failed.getCause());
            }
        }
        if (smtp == null) {
            throw SmtpMail.unavailable(null);
        }
        smtp.send(mail);
    }

    @Override
    public HealthReport check() {
        boolean loopsWorks = loops != null && works(loops);
        boolean smtpWorks = smtp != null && works(smtp);
        if (loopsWorks || smtpWorks) {
            return (loops == null || loopsWorks) && (smtp == null || smtpWorks)
                    ? HealthReport.healthy()
                    : HealthReport.healthy("one of two mail routes works");
        }
        return HealthReport.unhealthy(
                loops == null && smtp == null ? "no mail route is configured" : "no mail route works");
    }

    private static boolean works(LoopsMail loops) {
        try {
            loops.check();
            return true;
        } catch (RestClientException failure) {
            log.warn("Loops does not answer", failure);
            return false;
        }
    }

    private static boolean works(SmtpMail smtp) {
        try {
            smtp.check();
            return true;
        } catch (MessagingException failure) {
            log.warn("the SMTP server for the platform's mails does not answer", failure);
            return false;
        }
    }
}
