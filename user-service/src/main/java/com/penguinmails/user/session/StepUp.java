package com.penguinmails.user.session;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.CurrentPassword;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.passkey.Passkeys;
import com.penguinmails.user.secondfactor.SecondFactors;
import com.penguinmails.user.session.TenantEntry.SignInFacts;
import com.penguinmails.user.token.Proof;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Proves once more who sits there, for acts that ask for it; with a passkey, or the second factor where there is one, else with the password. */
@Component
class StepUp {

    private final Credentials credentials;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final CurrentPassword passwords;
    private final Sessions sessions;
    private final TokenAnswers answers;

    StepUp(
            Credentials credentials,
            SecondFactors factors,
            Passkeys passkeys,
            CurrentPassword passwords,
            Sessions sessions,
            TokenAnswers answers) {
        this.credentials = credentials;
        this.factors = factors;
        this.passkeys = passkeys;
        this.passwords = passwords;
        this.sessions = sessions;
        this.answers = answers;
    }

    /** Refuses with {@code password-wrong}, {@code code-wrong}, {@code too-many-attempts} or {@code session-revoked}. */
    AccessAnswer with(CurrentUser user, @Nullable String password, @Nullable String code, @Nullable String credential) {
        Person person = credentials.person(user.userId()).orElseThrow(() -> Refusal.notFound("account"));
        String[] shown;
        if (credential != null) {
            if (!passkeys.signer(credential).id().equals(person.id())) {
                throw new Refusal(
                        Refusal.Kind.FORBIDDEN, "passkey-refused", "This passkey belongs to another account.");
            }
            shown = new String[] {Proof.PASSKEY, Proof.SEVERAL_FACTORS};
        } else if (factors.areAskedOf(person.id())) {
            factors.prove(person, given("code", code), Refusal.Kind.FORBIDDEN);
            shown = new String[] {Proof.ONE_TIME_CODE, Proof.SEVERAL_FACTORS};
        } else {
            passwords.prove(person, given("password", password));
            shown = new String[] {Proof.PASSWORD};
        }
        UUID sessionId = UUID.fromString(user.sessionId());
        SignInFacts facts = sessions.proved(sessionId, person.id(), shown)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNAUTHENTICATED, "session-revoked", "This sign-in was ended; log in again."));
        return answers.again(person, sessionId, facts, user.tenantId());
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Refusal.invalid(field, "is what this account is proved by");
        }
        return value;
    }
}
