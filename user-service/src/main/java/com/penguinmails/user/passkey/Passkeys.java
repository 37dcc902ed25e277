package com.penguinmails.user.passkey;

import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.AccountNotices;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.passkey.Ceremonies.NewAnswer;
import com.penguinmails.user.passkey.Ceremonies.Registered;
import com.penguinmails.user.passkey.Ceremonies.SignedAnswer;
import com.penguinmails.user.passkey.PasskeyTable.NewPasskey;
import com.penguinmails.user.passkey.PasskeyTable.PasskeyView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds passkeys, removes them, and says who signed with one. */
@Component
public class Passkeys {

    private static final int MOST = 20;

    private final Credentials credentials;
    private final PasskeyTable table;
    private final PasskeyChallenges challenges;
    private final Ceremonies ceremonies;
    private final AccountNotices notices;
    private final Ids ids;
    private final TransactionTemplate transaction;

    Passkeys(
            Credentials credentials,
            PasskeyTable table,
            PasskeyChallenges challenges,
            Ceremonies ceremonies,
            AccountNotices notices,
            Ids ids,
            TransactionTemplate transaction) {
        this.credentials = credentials;
        this.table = table;
        this.challenges = challenges;
        this.ceremonies = ceremonies;
        this.notices = notices;
        this.ids = ids;
        this.transaction = transaction;
    }

    /** Refuses with {@code email-not-verified}: a passkey must not outlive the doubt whose account it is. */
    CreationOptions beginAdding(UUID accountId) {
        Person person = person(accountId);
        if (!person.emailVerified()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN, "email-not-verified", "Confirm your mail address before adding a passkey.");
        }
        List<byte[]> present = transaction.execute(status -> table.credentialIds(accountId));
        return CreationOptions.of(
                ceremonies.domain(),
                challenges.issue(accountId),
                bytes(accountId),
                person.email().value(),
                person.name(),
                present);
    }

    /** Refuses with {@code passkey-refused}, {@code passkey-exists} or {@code too-many-passkeys}. */
    PasskeyView add(UUID accountId, String name, String credential) {
        NewAnswer answer = ceremonies.readRegistration(credential).orElseThrow(() -> refused(Refusal.Kind.INVALID));
        Registered registered = Optional.of(answer)
                .filter(given -> challenges.use(given.challenge().getValue(), accountId))
                .flatMap(ceremonies::check)
                .orElseThrow(() -> refused(Refusal.Kind.INVALID));
        UUID id = ids.next();
        return notices.inTransaction(accountId, () -> {
            if (table.of(accountId).size() >= MOST) {
                throw Refusal.conflict(
                        "too-many-passkeys", "There are " + MOST + " passkeys already; remove one first.");
            }
            boolean added = table.add(new NewPasskey(
                    id,
                    accountId,
                    registered.credentialId(),
                    registered.credentialData(),
                    registered.signCount(),
                    registered.backupEligible(),
                    registered.backedUp(),
                    name));
            if (!added) {
                throw Refusal.conflict("passkey-exists", "This passkey was added before.");
            }
            notices.passkeyAdded(accountId);
            return table.of(accountId).stream()
                    .filter(passkey -> passkey.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        });
    }

    List<PasskeyView> of(UUID accountId) {
        return transaction.execute(status -> table.of(accountId));
    }

    /** The person's other sign-ins end: one of them may have been made with it. Refuses with {@code not-found}. */
    void remove(UUID accountId, String sessionId, UUID id) {
        notices.inTransaction(accountId, () -> {
            if (!table.delete(accountId, id)) {
                throw Refusal.notFound("passkey");
            }
            notices.credentialsReplaced(accountId, sessionId);
            notices.passkeyRemoved(accountId);
            return id;
        });
    }

    RequestOptions beginSigning() {
        return RequestOptions.of(ceremonies.domain(), challenges.issue(null));
    }

    /** Whose passkey signed. Refuses with {@code passkey-refused} whatever is wrong, without saying what. */
    public Person signer(String credential) {
        SignedAnswer answer =
                ceremonies.readAuthentication(credential).orElseThrow(() -> refused(Refusal.Kind.UNAUTHENTICATED));
        if (!challenges.use(answer.challenge().getValue(), null)) {
            throw refused(Refusal.Kind.UNAUTHENTICATED);
        }
        Optional<UUID> signer = transaction.execute(status -> table.locked(answer.credentialId())
                .filter(stored -> Arrays.equals(answer.data().getUserHandle(), bytes(stored.accountId())))
                .flatMap(stored -> ceremonies.check(answer, stored).map(used -> {
                    table.used(stored.id(), used.signCount(), used.backedUp());
                    return stored.accountId();
                })));
        return signer.flatMap(credentials::person).orElseThrow(() -> refused(Refusal.Kind.UNAUTHENTICATED));
    }

    private Person person(UUID accountId) {
        return credentials.person(accountId).orElseThrow(() -> Refusal.notFound("account"));
    }

    private static Refusal refused(Refusal.Kind kind) {
        return new Refusal(
                kind,
                "passkey-refused",
                "The passkey's answer is not valid here, or came too late; ask for new options.");
    }

    /** The user handle of WebAuthn: no address and no name, as the standard asks. */
    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
