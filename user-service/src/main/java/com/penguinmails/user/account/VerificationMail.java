package com.penguinmails.user.account;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.user.account.Accounts.Account;
import com.penguinmails.user.notification.PlatformMail;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sends the mail that follows a sign-up: a link to prove the address or, to somebody who proved it before, word that the account
 * exists. What is sent is decided here and not at the sign-up, so that the sign-up cannot show the difference.
 */
@Component
class VerificationMail implements JobHandler {

    private static final JobKind KIND = new JobKind("user.send-verification", "notifications", ServiceName.USER);

    private final Accounts accounts;
    private final VerificationTokens tokens;
    private final AccountMails mails;
    private final MailOnce once;
    private final JobPayloads payloads;

    VerificationMail(
            Accounts accounts, VerificationTokens tokens, AccountMails mails, MailOnce once, JobPayloads payloads) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.mails = mails;
        this.once = once;
        this.payloads = payloads;
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
        return once.send(
                delivery, accountId, () -> accounts.locked(accountId).map(account -> compose(delivery.id(), account)));
    }

    private PlatformMail compose(UUID jobId, Account account) {
        Person person = account.person();
        return person.emailVerified()
                ? mails.alreadyRegistered(jobId, person.email())
                : mails.verifyAddress(jobId, person.email(), tokens.issue(person.id()));
    }
}
