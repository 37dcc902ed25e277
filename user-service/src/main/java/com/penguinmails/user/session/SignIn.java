package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.PlatformStaff.StaffAccess;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.passkey.Passkeys;
import com.penguinmails.user.secondfactor.SecondFactors;
import com.penguinmails.user.session.Sessions.Exchange;
import com.penguinmails.user.session.SignInChallenges.Challenge;
import com.penguinmails.user.session.TenantEntry.SignInFacts;
import com.penguinmails.user.session.TokenAnswers.Standing;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import com.penguinmails.user.token.Proof;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a password, a second factor where there is one, and later a refresh token, into tokens. */
@Component
class SignIn {

    private static final List<String> ANSWERS = List.of("totp", "recovery-code");

    private final Throttle throttle;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final SignInChallenges challenges;
    private final Sessions sessions;
    private final TokenAnswers answers;
    private final Clock clock;

    SignIn(
            Throttle throttle,
            Credentials credentials,
            SecondFactors factors,
            Passkeys passkeys,
            SignInChallenges challenges,
            Sessions sessions,
            TokenAnswers answers,
            Clock clock) {
        this.throttle = throttle;
        this.credentials = credentials;
        this.factors = factors;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.sessions = sessions;
        this.answers = answers;
        this.clock = clock;
    }

    /** Refuses with {@code login-failed}, {@code too-many-attempts} or {@code not-a-member}. */
    LoginAnswer withPassword(EmailAddress email, String password, @Nullable UUID tenantId, Device device) {
        throttle.tryNow(ThrottledAct.LOGIN, email);
        Person person = checked(email, password)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNAUTHENTICATED, "login-failed", "The address or the password is wrong."));
        throttle.forget(ThrottledAct.LOGIN, email);
        if (factors.areAskedOf(person.id())) {
            // Nothing about the person's tenants is said before the second factor.
            return new SecondFactorAsked(
                    true, challenges.open(person.id(), tenantId), SignInChallenges.LIFE.toSeconds(), ANSWERS);
        }
        Proof proof = Proof.by(clock.instant(), Proof.PASSWORD);
        Standing standing = answers.standing(person, tenantId, null, SignInFacts.begunBy(proof));
        return answers.open(person, standing, proof, device);
    }

    /** Refuses with {@code challenge-invalid}, {@code code-wrong}, {@code too-many-attempts} or {@code not-a-member}. */
    SignedIn withSecondFactor(String token, String code, Device device) {
        Challenge challenge = challenges.attempt(token).orElseThrow(SignIn::noChallenge);
        Person person = credentials.person(challenge.accountId()).orElseThrow(SignIn::noChallenge);
        // Asked before the code is used up: while tenant-service is away the code stays good.
        Proof proof = Proof.by(clock.instant(), Proof.PASSWORD, Proof.ONE_TIME_CODE, Proof.SEVERAL_FACTORS);
        Standing standing = answers.standing(person, challenge.tenantId(), null, SignInFacts.begunBy(proof));
        factors.prove(person, code, Refusal.Kind.UNAUTHENTICATED);
        if (!challenges.close(token)) {
            throw noChallenge();
        }
        return answers.open(person, standing, proof, device);
    }

    /** Refuses with {@code passkey-refused} or {@code not-a-member}. */
    SignedIn withPasskey(String credential, @Nullable UUID tenantId, Device device) {
        // The device asked for a finger, a face or a PIN, so this is two factors.
        Person person = passkeys.signer(credential);
        Proof proof = Proof.by(clock.instant(), Proof.PASSKEY, Proof.SEVERAL_FACTORS);
        Standing standing = answers.standing(person, tenantId, null, SignInFacts.begunBy(proof));
        return answers.open(person, standing, proof, device);
    }

    /** Refuses with {@code refresh-token-invalid}, {@code session-expired}, {@code session-revoked} or {@code not-a-member}. */
    SignedIn withRefreshToken(RefreshToken token, @Nullable UUID tenantId) {
        // Other services are asked before the token is used up: when they are away, it is still good.
        Sessions.Holder holder =
                sessions.holder(token).filter(found -> found.app() == null).orElseThrow(SignIn::unknown);
        Person person = credentials.person(holder.accountId()).orElseThrow(SignIn::unknown);
        Standing standing = answers.standing(person, tenantId, holder.tenantId(), holder.facts());
        StaffAccess access = answers.staffAccess(person, holder.facts());
        Exchange exchange = sessions.exchange(token, standing.tenantId());
        return switch (exchange) {
            case Exchange.Granted granted -> answers.answer(person, granted.session(), standing, access);
            case Exchange.Unknown unknown -> throw unknown();
            case Exchange.Expired expired -> throw ended("session-expired", "This sign-in has expired; log in again.");
            case Exchange.Revoked revoked -> throw ended("session-revoked", "This sign-in was ended; log in again.");
        };
    }

    private Optional<Person> checked(EmailAddress email, String password) {
        try {
            return credentials.check(email, password);
        } catch (Refusal busy) {
            // Nothing was guessed, so nothing counts.
            throttle.takeBack(ThrottledAct.LOGIN, email);
            throw busy;
        }
    }

    private static Refusal noChallenge() {
        return ended(
                "challenge-invalid", "This challenge was used, is over or had too many wrong codes; log in again.");
    }

    private static Refusal unknown() {
        return ended("refresh-token-invalid", "This refresh token is not valid; log in again.");
    }

    private static Refusal ended(String code, String detail) {
        return new Refusal(Refusal.Kind.UNAUTHENTICATED, code, detail);
    }
}
