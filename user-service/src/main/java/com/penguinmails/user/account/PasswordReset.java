package com.penguinmails.user.account;

import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.AccountTokens.Purpose;
import com.penguinmails.user.account.Accounts.Account;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A new password for whoever can read the mails of an account. */
@Component
class PasswordReset {

    private final Accounts accounts;
    private final AccountTokens tokens;
    private final VerificationTokens verifications;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final Throttle throttle;
    private final JobQueue jobs;
    private final SecurityActs acts;
    private final Ids ids;
    private final PersonScope scope;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    PasswordReset(
            Accounts accounts,
            AccountTokens tokens,
            VerificationTokens verifications,
            PasswordHashing hashing,
            PasswordRules rules,
            Throttle throttle,
            JobQueue jobs,
            SecurityActs acts,
            Ids ids,
            PersonScope scope,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.verifications = verifications;
        this.hashing = hashing;
        this.rules = rules;
        this.throttle = throttle;
        this.jobs = jobs;
        this.acts = acts;
        this.ids = ids;
        this.scope = scope;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Has a mail with a link sent if the address is known. For an unknown one the same is done with an id that nobody has, and comes to
     * nothing later, so the answer takes as long.
     */
    void ask(EmailAddress email) {
        throttle.tryNow(ThrottledAct.RESET, email);
        UUID id = transaction
                .execute(status -> accounts.byEmail(email))
                .map(account -> account.person().id())
                .orElseGet(ids::next);
        scope.inTransaction(id, () -> {
            jobs.enqueue(AccountMail.job(id, AccountLetter.RESET_PASSWORD));
            return id;
        });
    }

    /**
     * Sets the password and ends every sign-in; the address counts as proved, since its mail was read. Refuses with
     * {@code reset-token-invalid} a token that is unknown, used or older than an hour, and a weak password without using the token up.
     */
    void reset(String token, String password) {
        Account account = transaction
                .execute(status -> tokens.ownerOf(token, Purpose.RESET_PASSWORD).flatMap(accounts::byId))
                .orElseThrow(PasswordReset::invalid);
        UUID id = account.person().id();
        rules.check(password, account.person().email());
        String hash = hashing.hash(password);
        scope.inTransaction(id, () -> {
            // The account first, then its token: every change goes the same way.
            if (accounts.locked(id).isEmpty() || !tokens.use(token, Purpose.RESET_PASSWORD)) {
                throw invalid();
            }
            accounts.setPassword(id, hash);
            accounts.verified(id);
            tokens.deleteAllOf(id);
            verifications.deleteAllOf(id);
            events.publishEvent(CredentialsReplaced.everywhere(id));
            jobs.enqueue(AccountMail.job(id, AccountLetter.PASSWORD_CHANGED));
            acts.record(id, AccountLetter.PASSWORD_CHANGED);
            return id;
        });
        throttle.forget(ThrottledAct.LOGIN, account.person().email());
    }

    private static Refusal invalid() {
        return new Refusal(
                Refusal.Kind.INVALID,
                "reset-token-invalid",
                "This token was used, is older than an hour or never existed; ask for another mail.");
    }
}
