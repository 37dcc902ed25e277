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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends the letters about an account. Tokens are made when the mail is, so that no secret lies in the queue; a letter for an account that
 * does not exist is not written, which is how an unknown address costs its caller as much as a known one.
 */
@Component
class AccountMail implements JobHandler {

    private static final JobKind KIND = new JobKind("user.send-account-mail", "notifications", ServiceName.USER);

    private final Accounts accounts;
    private final AccountTokens tokens;
    private final EmailChanges changes;
    private final AccountMails mails;
    private final MailOnce once;
    private final JobPayloads payloads;

    AccountMail(
            Accounts accounts,
            AccountTokens tokens,
            EmailChanges changes,
            AccountMails mails,
            MailOnce once,
            JobPayloads payloads) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.changes = changes;
        this.mails = mails;
        this.once = once;
        this.payloads = payloads;
    }

    /** @param changeId the change of address that the letter is about */
    record Payload(
            UUID accountId, AccountLetter letter, @Nullable UUID changeId) {}

    static NewJob job(UUID accountId, AccountLetter letter) {
        return NewJob.of(KIND, new Payload(accountId, letter, null)).priority(NewJob.HIGH);
    }

    static NewJob job(UUID accountId, AccountLetter letter, UUID changeId) {
        return NewJob.of(KIND, new Payload(accountId, letter, changeId)).priority(NewJob.HIGH);
    }

    @Override
    public String kind() {
        return KIND.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        Payload payload = payloads.read(delivery, Payload.class);
        return once.send(
                delivery,
                payload.accountId(),
                () -> addressee(payload).flatMap(account -> compose(delivery.id(), account, payload)));
    }

    private Optional<Account> addressee(Payload payload) {
        return payload.letter() == AccountLetter.ACCOUNT_CLOSED
                ? accounts.closed(payload.accountId())
                : accounts.locked(payload.accountId());
    }

    private Optional<PlatformMail> compose(UUID jobId, Account account, Payload payload) {
        UUID changeId = payload.changeId();
        return changeId == null
                ? Optional.of(ofAccount(jobId, account.person(), payload.letter()))
                : changes.find(changeId).map(change -> ofChange(jobId, account.person(), payload.letter(), change));
    }

    private PlatformMail ofChange(UUID jobId, Person person, AccountLetter letter, EmailChanges.Change change) {
        if (letter == AccountLetter.EMAIL_CHANGED) {
            return mails.emailChanged(jobId, change.from());
        }
        return accounts.byEmail(change.to()).isPresent()
                ? mails.alreadyRegistered(jobId, change.to())
                : mails.confirmEmailChange(jobId, change.to(), tokens.issueForChange(person.id(), change.id()));
    }

    private PlatformMail ofAccount(UUID jobId, Person person, AccountLetter letter) {
        return switch (letter) {
            case CONFIRM_EMAIL_CHANGE, EMAIL_CHANGED ->
                throw new IllegalArgumentException("a letter about a change names it: " + letter);
            case RESET_PASSWORD ->
                mails.resetPassword(
                        jobId, person.email(), tokens.issue(person.id(), AccountTokens.Purpose.RESET_PASSWORD));
            case PASSWORD_CHANGED -> mails.passwordChanged(jobId, person.email());
            case SECOND_FACTOR_ON ->
                mails.securityChanged(jobId, person.email(), "A second factor was added to your PenguinMails account.");
            case SECOND_FACTOR_OFF ->
                mails.securityChanged(
                        jobId, person.email(), "The second factor of your PenguinMails account was removed.");
            case PASSKEY_ADDED ->
                mails.securityChanged(jobId, person.email(), "A passkey was added to your PenguinMails account.");
            case PASSKEY_REMOVED ->
                mails.securityChanged(jobId, person.email(), "A passkey was removed from your PenguinMails account.");
            case ACCOUNT_CLOSED -> mails.accountClosed(jobId, person.email());
            case PROVIDER_LINKED ->
                mails.securityChanged(
                        jobId,
                        person.email(),
                        "Your organisation's identity provider can now sign you in to PenguinMails, in its own tenant only.");
            case RECOVERY_CODES_RENEWED ->
                mails.securityChanged(
                        jobId,
                        person.email(),
                        "New recovery codes were made for your PenguinMails account; the old ones are void.");
        };
    }
}
