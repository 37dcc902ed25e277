package com.penguinmails.user.account;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.user.account.Accounts.Account;
import com.penguinmails.user.notification.MailRefused;
import com.penguinmails.user.notification.PlatformMail;
import com.penguinmails.user.notification.TransactionalMail;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the mail that follows a sign-up: a link to prove the address or, to somebody who proved it before, word that the account
 * exists. What is sent is decided here and not at the sign-up, so that the sign-up cannot show the difference.
 */
@Component
class VerificationMail implements JobHandler {

    private static final JobKind KIND = new JobKind("user.send-verification", "notifications", ServiceName.USER);

    private final Accounts accounts;
    private final VerificationTokens tokens;
    private final SentMails sent;
    private final AccountMails mails;
    private final TransactionalMail mail;
    private final JobPayloads payloads;
    private final TransactionTemplate transaction;

    VerificationMail(
            Accounts accounts,
            VerificationTokens tokens,
            SentMails sent,
            AccountMails mails,
            TransactionalMail mail,
            JobPayloads payloads,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.sent = sent;
        this.mails = mails;
        this.mail = mail;
        this.payloads = payloads;
        this.transaction = transaction;
    }

    /** The token is made when the mail is, so that no secret lies in the queue. */
    record Payload(UUID accountId) {}

    static NewJob job(UUID accountId) {
        return NewJob.of(KIND, new Payload(accountId)).priority(NewJob.HIGH);
    }

    @Override
    public String kind() {
        return KIND.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        UUID accountId = payloads.read(delivery, Payload.class).accountId();
        Optional<PlatformMail> due = transaction.execute(status -> sent.contains(delivery.id())
                ? Optional.empty()
                : accounts.locked(accountId).map(account -> compose(delivery.id(), account)));
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

    private PlatformMail compose(UUID jobId, Account account) {
        Person person = account.person();
        return person.emailVerified()
                ? mails.alreadyRegistered(jobId, person.email())
                : mails.verifyAddress(jobId, person.email(), tokens.issue(person.id()));
    }
}
