package com.penguinmails.user.account;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.user.notification.MailRefused;
import com.penguinmails.user.notification.PlatformMail;
import com.penguinmails.user.notification.TransactionalMail;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends the mail of a job, and not again when the job is delivered again. */
@Component
class MailOnce {

    private final SentMails sent;
    private final TransactionalMail mail;
    private final TransactionTemplate transaction;

    MailOnce(SentMails sent, TransactionalMail mail, TransactionTemplate transaction) {
        this.sent = sent;
        this.mail = mail;
        this.transaction = transaction;
    }

    /**
     * A crash between the mail and the note that it is sent means a second mail.
     *
     * @param composed in a transaction; empty when there is nothing to send
     */
    JobReport send(JobDelivery delivery, UUID accountId, Supplier<Optional<PlatformMail>> composed) {
        Optional<PlatformMail> due = transaction.execute(
                status -> sent.contains(delivery.id()) ? Optional.<PlatformMail>empty() : composed.get());
        if (due.isEmpty()) {
            return JobReports.done(delivery);
        }
        try {
            mail.send(due.get());
        } catch (MailRefused refused) {
            return JobReports.discard(delivery, String.valueOf(refused.getMessage()));
        }
        transaction.executeWithoutResult(status -> sent.add(delivery.id(), accountId));
        return JobReports.done(delivery);
    }
}
