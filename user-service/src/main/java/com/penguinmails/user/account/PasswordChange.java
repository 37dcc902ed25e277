package com.penguinmails.user.account;

import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.Accounts.Account;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Another password for somebody who knows the present one; all other sign-ins end. */
@Component
class PasswordChange {

    private final Accounts accounts;
    private final AccountTokens tokens;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final CurrentPassword passwords;
    private final JobQueue jobs;
    private final SecurityActs acts;
    private final PersonScope scope;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    PasswordChange(
            Accounts accounts,
            AccountTokens tokens,
            PasswordHashing hashing,
            PasswordRules rules,
            CurrentPassword passwords,
            JobQueue jobs,
            SecurityActs acts,
            PersonScope scope,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.hashing = hashing;
        this.rules = rules;
        this.passwords = passwords;
        this.jobs = jobs;
        this.acts = acts;
        this.scope = scope;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Refuses with {@code password-wrong} or {@code too-many-attempts}, and with a complaint about the new password.
     *
     * @param sessionId the one sign-in that goes on
     */
    void change(UUID accountId, String sessionId, String current, String wanted) {
        Account account =
                transaction.execute(status -> accounts.byId(accountId)).orElseThrow(() -> Refusal.notFound("account"));
        rules.check("newPassword", wanted, account.person().email());
        passwords.prove(account, current);
        String hash = hashing.hash(wanted);
        scope.inTransaction(accountId, () -> {
            // Two changes at once: the second one knows a password that is no longer the current one.
            boolean unchanged = accounts.locked(accountId)
                    .filter(now -> now.passwordHash().equals(account.passwordHash()))
                    .isPresent();
            if (!unchanged) {
                throw Refusal.conflict("password-changed-meanwhile", "The password was changed in the meantime.");
            }
            accounts.setPassword(accountId, hash);
            tokens.deleteAllOf(accountId, AccountTokens.Purpose.RESET_PASSWORD);
            events.publishEvent(new CredentialsReplaced(accountId, sessionId));
            jobs.enqueue(AccountMail.job(accountId, AccountLetter.PASSWORD_CHANGED));
            acts.record(accountId, AccountLetter.PASSWORD_CHANGED);
            return accountId;
        });
    }
}
