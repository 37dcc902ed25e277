package com.penguinmails.user.account;

import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.AccountTokens.Purpose;
import com.penguinmails.user.account.EmailChanges.Change;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Another address for an account, once a mail to it was read; until then, and if that never happens, the old one stays. */
@Component
class EmailChange {

    private final Accounts accounts;
    private final AccountTokens tokens;
    private final VerificationTokens verifications;
    private final EmailChanges changes;
    private final Throttle throttle;
    private final JobQueue jobs;
    private final SecurityActs acts;
    private final Ids ids;
    private final PersonScope scope;
    private final TransactionTemplate transaction;

    EmailChange(
            Accounts accounts,
            AccountTokens tokens,
            VerificationTokens verifications,
            EmailChanges changes,
            Throttle throttle,
            JobQueue jobs,
            SecurityActs acts,
            Ids ids,
            PersonScope scope,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.verifications = verifications;
        this.changes = changes;
        this.throttle = throttle;
        this.jobs = jobs;
        this.acts = acts;
        this.ids = ids;
        this.scope = scope;
        this.transaction = transaction;
    }

    /** Answers alike whether or not the new address has an account already; its owner is told by mail. */
    void ask(UUID accountId, EmailAddress wanted) {
        throttle.tryNow(ThrottledAct.MAIL, wanted);
        scope.inTransaction(accountId, () -> {
            Person person = accounts.locked(accountId)
                    .orElseThrow(() -> Refusal.notFound("account"))
                    .person();
            if (person.email().equals(wanted)) {
                throw Refusal.invalid("email", "is the address of this account already");
            }
            UUID change = ids.next();
            changes.add(change, accountId, person.email(), wanted);
            jobs.enqueue(AccountMail.job(accountId, AccountLetter.CONFIRM_EMAIL_CHANGE, change));
            return change;
        });
    }

    /**
     * Refuses with {@code email-change-token-invalid} a token that is unknown, used or older than a day, and with {@code email-taken} when
     * somebody signed up with the address in the meantime.
     */
    void confirm(String token) {
        UUID owner = transaction
                .execute(status -> tokens.ownerOf(token, Purpose.CHANGE_EMAIL))
                .orElseThrow(EmailChange::invalid);
        try {
            scope.inTransaction(owner, () -> {
                if (accounts.locked(owner).isEmpty()) {
                    throw invalid();
                }
                Change change =
                        tokens.useForChange(token).flatMap(changes::find).orElseThrow(EmailChange::invalid);
                accounts.setEmail(owner, change.to());
                changes.done(change.id());
                // Links that went to the old address must not open the account any more.
                tokens.deleteAllOf(owner);
                verifications.deleteAllOf(owner);
                jobs.enqueue(AccountMail.job(owner, AccountLetter.EMAIL_CHANGED, change.id()));
                acts.record(owner, AccountLetter.EMAIL_CHANGED);
                return owner;
            });
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("email-taken", "This address has an account of its own by now.");
        }
    }

    private static Refusal invalid() {
        return new Refusal(
                Refusal.Kind.INVALID,
                "email-change-token-invalid",
                "This token was used, is older than a day or never existed; ask for the change again.");
    }
}
