package com.penguinmails.user.account;

import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Ids;
import com.penguinmails.user.account.Accounts.Account;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an account, or seems to: a caller cannot tell whether the address was known.
 *
 * <p>A new address gets an account and a mail to prove it. An address that was never proved is taken over by whoever signs up last,
 * with a new password, so that nobody can lay an account in wait for its real owner. A proved one is left alone; its owner gets a
 * mail that says so.
 */
@Component
class SignUp {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final VerificationTokens tokens;
    private final AccountTokens letters;
    private final Throttle throttle;
    private final JobQueue jobs;
    private final Ids ids;
    private final ApplicationEventPublisher events;
    private final PersonScope scope;
    private final TransactionTemplate transaction;

    SignUp(
            Accounts accounts,
            PasswordHashing hashing,
            PasswordRules rules,
            VerificationTokens tokens,
            AccountTokens letters,
            Throttle throttle,
            JobQueue jobs,
            Ids ids,
            ApplicationEventPublisher events,
            PersonScope scope,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.rules = rules;
        this.tokens = tokens;
        this.letters = letters;
        this.throttle = throttle;
        this.jobs = jobs;
        this.ids = ids;
        this.events = events;
        this.scope = scope;
        this.transaction = transaction;
    }

    void signUp(EmailAddress email, String password, String name) {
        rules.check(password, email);
        String hash = hashing.hash(password);
        boolean mail = throttle.allows(ThrottledAct.MAIL, email);
        boolean done = false;
        while (!done) {
            // Another sign-up may take the address between the two transactions; then it is known the next time.
            Optional<Account> known = transaction.execute(status -> accounts.byEmail(email));
            UUID id = known.map(account -> account.person().id()).orElseGet(ids::next);
            done = as(id, () -> known.isPresent() ? again(id, name, hash, mail) : add(id, email, name, hash, mail));
        }
    }

    /** Asks for another verification mail. Unknown and verified addresses are passed over in silence. */
    void mailAgain(EmailAddress email) {
        throttle.tryNow(ThrottledAct.MAIL, email);
        transaction
                .execute(status -> accounts.byEmail(email))
                .map(Account::person)
                .filter(person -> !person.emailVerified())
                .ifPresent(person -> as(person.id(), () -> enqueueMail(person.id())));
    }

    private boolean add(UUID id, EmailAddress email, String name, String hash, boolean mail) {
        return accounts.add(id, email, name, hash) && (!mail || enqueueMail(id));
    }

    private boolean again(UUID id, String name, String hash, boolean mail) {
        Optional<Account> account = accounts.locked(id);
        if (account.isEmpty()) {
            return false;
        }
        if (!account.get().person().emailVerified()) {
            accounts.replaceCredentials(id, name, hash);
            tokens.deleteAllOf(id);
            letters.deleteAllOf(id);
            events.publishEvent(CredentialsReplaced.everywhere(id));
        }
        return !mail || enqueueMail(id);
    }

    private boolean enqueueMail(UUID id) {
        jobs.enqueue(VerificationMail.job(id));
        return true;
    }

    private boolean as(UUID accountId, BooleanSupplier work) {
        return Boolean.TRUE.equals(scope.inTransaction(accountId, work::getAsBoolean));
    }
}
