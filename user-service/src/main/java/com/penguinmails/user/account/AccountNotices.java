package com.penguinmails.user.account;

import com.penguinmails.jobs.JobQueue;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the owner of an account, by mail, what was done to it; the tenants that rely on it, by their logs; and the rest of the service that older sign-ins must end. */
@Component
public class AccountNotices {

    private final JobQueue jobs;
    private final SecurityActs acts;
    private final PersonScope scope;
    private final ApplicationEventPublisher events;

    AccountNotices(JobQueue jobs, SecurityActs acts, PersonScope scope, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.acts = acts;
        this.scope = scope;
        this.events = events;
    }

    /** The transaction in which an account is changed; the other methods here need it. */
    public <T extends @Nullable Object> T inTransaction(UUID accountId, Supplier<T> work) {
        return scope.inTransaction(accountId, work);
    }

    /** @param sessionId the one sign-in that goes on */
    public void credentialsReplaced(UUID accountId, String sessionId) {
        events.publishEvent(new CredentialsReplaced(accountId, sessionId));
    }

    public void secondFactorOn(UUID accountId) {
        tell(accountId, AccountLetter.SECOND_FACTOR_ON);
    }

    public void secondFactorOff(UUID accountId) {
        tell(accountId, AccountLetter.SECOND_FACTOR_OFF);
    }

    public void recoveryCodesRenewed(UUID accountId) {
        tell(accountId, AccountLetter.RECOVERY_CODES_RENEWED);
    }

    public void passkeyAdded(UUID accountId) {
        tell(accountId, AccountLetter.PASSKEY_ADDED);
    }

    public void passkeyRemoved(UUID accountId) {
        tell(accountId, AccountLetter.PASSKEY_REMOVED);
    }

    public void providerLinked(UUID accountId) {
        tell(accountId, AccountLetter.PROVIDER_LINKED);
    }

    private void tell(UUID accountId, AccountLetter letter) {
        jobs.enqueue(AccountMail.job(accountId, letter));
        acts.record(accountId, letter);
    }
}
