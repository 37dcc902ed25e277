package com.penguinmails.user.account;

import com.penguinmails.crypto.Secret;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Ids;
import com.penguinmails.user.account.Accounts.Account;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts of people for whose address the owner of its domain vouches. */
@Component
public class FederatedAccounts {

    private final Accounts accounts;
    private final PasswordHashing hashing;
    private final VerificationTokens verifications;
    private final AccountTokens tokens;
    private final AccountNotices notices;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final SecureRandom random = new SecureRandom();

    FederatedAccounts(
            Accounts accounts,
            PasswordHashing hashing,
            VerificationTokens verifications,
            AccountTokens tokens,
            AccountNotices notices,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Ids ids) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.verifications = verifications;
        this.tokens = tokens;
        this.notices = notices;
        this.events = events;
        this.transaction = transaction;
        this.ids = ids;
    }

    /**
     * The account with this address, which counts as proved. One that nobody had proved is taken over, with a password that nobody knows and
     * without its sign-ins: whoever laid it there is out. A proved one stays as it is.
     */
    public Person of(EmailAddress email, String name) {
        while (true) {
            Optional<Account> known = transaction.execute(status -> accounts.byEmail(email));
            if (known.isPresent() && known.get().person().emailVerified()) {
                return known.get().person();
            }
            String hash = hashing.hash(Secret.random(random).value());
            UUID id = known.map(account -> account.person().id()).orElseGet(ids::next);
            Optional<Person> made = notices.inTransaction(
                    id, () -> known.isPresent() ? takeOver(id, name, hash) : add(id, email, name, hash));
            // Otherwise somebody else was faster, and it is known the next time.
            if (made.isPresent()) {
                return made.get();
            }
        }
    }

    /** Tells the person that their account can be signed in to in one more way. */
    public void tellOfLink(UUID accountId) {
        notices.inTransaction(accountId, () -> {
            notices.providerLinked(accountId);
            return accountId;
        });
    }

    private Optional<Person> add(UUID id, EmailAddress email, String name, String hash) {
        if (!accounts.add(id, email, name, hash)) {
            return Optional.empty();
        }
        accounts.verified(id);
        return accounts.byId(id).map(Account::person);
    }

    private Optional<Person> takeOver(UUID id, String name, String hash) {
        Optional<Account> account = accounts.locked(id);
        if (account.isEmpty() || account.get().person().emailVerified()) {
            return Optional.empty();
        }
        accounts.replaceCredentials(id, name, hash);
        accounts.verified(id);
        verifications.deleteAllOf(id);
        tokens.deleteAllOf(id);
        events.publishEvent(CredentialsReplaced.everywhere(id));
        return accounts.byId(id).map(Account::person);
    }
}
