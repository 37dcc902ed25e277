package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.user.account.Accounts.Account;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Says whether a password is right, and who a person is. */
@Component
public class Credentials {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final TransactionTemplate transaction;

    Credentials(Accounts accounts, PasswordHashing hashing, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.transaction = transaction;
    }

    /** The person, or empty for a wrong password and for an unknown address alike, after the same work. */
    public Optional<Person> check(EmailAddress email, String password) {
        // No connection is held while hashing: that takes longer than everything else together.
        Optional<Account> known = transaction.execute(status -> accounts.byEmail(email));
        if (known.isEmpty()) {
            hashing.matchNobody(password);
            return Optional.empty();
        }
        Account account = known.get();
        if (!hashing.matches(password, account.passwordHash())) {
            return Optional.empty();
        }
        if (hashing.isOutdated(account.passwordHash())) {
            String renewed = hashing.hash(password);
            transaction.executeWithoutResult(
                    status -> accounts.rehash(account.person().id(), account.passwordHash(), renewed));
        }
        return Optional.of(account.person());
    }

    public Optional<Person> person(UUID id) {
        return transaction.execute(status -> accounts.byId(id).map(Account::person));
    }

    void rename(UUID id, String name) {
        transaction.executeWithoutResult(status -> accounts.rename(id, name));
    }

    public Optional<Person> person(EmailAddress email) {
        return transaction.execute(status -> accounts.byEmail(email).map(Account::person));
    }
}
