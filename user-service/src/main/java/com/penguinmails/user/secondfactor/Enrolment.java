package com.penguinmails.user.secondfactor;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.AccountNotices;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns a generator of codes on and off. Either ends the person's other sign-ins and is told by mail. */
@Component
class Enrolment {

    private static final String ISSUER = "PenguinMails";

    private final Credentials credentials;
    private final TotpFactors generators;
    private final RecoveryCodes recovery;
    private final AccountNotices notices;
    private final Throttle throttle;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    Enrolment(
            Credentials credentials,
            TotpFactors generators,
            RecoveryCodes recovery,
            AccountNotices notices,
            Throttle throttle,
            TransactionTemplate transaction) {
        this.credentials = credentials;
        this.generators = generators;
        this.recovery = recovery;
        this.notices = notices;
        this.throttle = throttle;
        this.transaction = transaction;
    }

    /**
     * @param secret base32, for those who type it
     * @param uri for a QR code; github.com/google/google-authenticator/wiki/Key-Uri-Format
     */
    record Begun(String secret, String uri) {

        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    record State(boolean totp, int recoveryCodesLeft) {}

    State state(UUID accountId) {
        return transaction.execute(status -> new State(generators.isConfirmed(accountId), recovery.left(accountId)));
    }

    /** Refuses with {@code email-not-verified}: an account that is not surely the owner's must not be locked against the owner. */
    Begun begin(UUID accountId) {
        Person person = person(accountId);
        if (!person.emailVerified()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN, "email-not-verified", "Confirm your mail address before adding a factor.");
        }
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        if (!Boolean.TRUE.equals(transaction.execute(status -> generators.begin(accountId, secret)))) {
            throw Refusal.conflict("totp-exists", "There is a generator already; remove it before adding another one.");
        }
        String text = Base32.encode(secret);
        return new Begun(
                text,
                "otpauth://totp/" + ISSUER + ":" + encoded(person.email().value()) + "?secret=" + text + "&issuer="
                        + ISSUER + "&algorithm=SHA1&digits=6&period=30");
    }

    /** Refuses with {@code code-wrong}; answers the recovery codes. */
    List<String> confirm(UUID accountId, String sessionId, String code) {
        Person person = person(accountId);
        throttle.tryNow(ThrottledAct.SECOND_FACTOR, person.email());
        List<String> codes = notices.inTransaction(accountId, () -> {
            if (!generators.confirm(accountId, code)) {
                return List.<String>of();
            }
            notices.credentialsReplaced(accountId, sessionId);
            notices.secondFactorOn(accountId);
            return recovery.replace(accountId);
        });
        if (codes.isEmpty()) {
            throw SecondFactors.wrong(Refusal.Kind.INVALID);
        }
        throttle.forget(ThrottledAct.SECOND_FACTOR, person.email());
        return codes;
    }

    /** Refuses with {@code not-found} when there is none. */
    void remove(UUID accountId, String sessionId) {
        notices.inTransaction(accountId, () -> {
            if (!generators.delete(accountId)) {
                throw Refusal.notFound("generator");
            }
            recovery.deleteAllOf(accountId);
            notices.credentialsReplaced(accountId, sessionId);
            notices.secondFactorOff(accountId);
            return accountId;
        });
    }

    /** Refuses with {@code not-found} when there is no generator. */
    List<String> renewRecoveryCodes(UUID accountId) {
        return notices.inTransaction(accountId, () -> {
            if (!generators.isConfirmed(accountId)) {
                throw Refusal.notFound("generator");
            }
            notices.recoveryCodesRenewed(accountId);
            return recovery.replace(accountId);
        });
    }

    private Person person(UUID accountId) {
        return credentials.person(accountId).orElseThrow(() -> Refusal.notFound("account"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
