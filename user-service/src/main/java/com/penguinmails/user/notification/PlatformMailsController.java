package com.penguinmails.user.notification;

import com.penguinmails.contracts.user.PlatformMails;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import org.springframework.web.bind.annotation.RestController;

/** Sends mails for services that have no way out of their own. */
@RestController
@InternalEndpoint
class PlatformMailsController implements PlatformMails {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 50_000;
    private static final int LONGEST_VARIABLE = 500;

    private final TransactionalMail mails;
    private final RelayedMails relayed;

    PlatformMailsController(TransactionalMail mails, RelayedMails relayed) {
        this.mails = mails;
        this.relayed = relayed;
    }

    @Override
    public void send(Mail mail) {
        check(mail);
        EmailAddress to = EmailAddress.parse(mail.to()).orElseThrow(() -> refused("the recipient is no mail address"));
        if (relayed.contains(mail.id())) {
            return;
        }
        try {
            mails.send(new PlatformMail(mail.id(), to, mail.template(), mail.variables(), mail.subject(), mail.text()));
        } catch (MailRefused never) {
            throw refused("the mail system does not take it");
        }
        relayed.add(mail.id());
    }

    private static void check(Mail mail) {
        if (mail.subject().length() > LONGEST_SUBJECT || mail.subject().chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("subject", "must be one line of at most " + LONGEST_SUBJECT + " characters");
        }
        if (mail.text().length() > LONGEST_TEXT) {
            throw Refusal.invalid("text", "must have at most " + LONGEST_TEXT + " characters");
        }
        if (mail.variables().values().stream().anyMatch(value -> value.length() > LONGEST_VARIABLE)) {
            throw Refusal.invalid("variables", "must have at most " + LONGEST_VARIABLE + " characters each");
        }
    }

    private static Refusal refused(String why) {
        return Refusal.conflict("mail-refused", "This mail can never be delivered: " + why + ".");
    }
}
