package com.penguinmails.user.session;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.session.TenantEntry.SignInFacts;
import com.penguinmails.user.sso.Federation;
import com.penguinmails.user.sso.Federation.Arrival;
import com.penguinmails.user.sso.Federation.Departure;
import com.penguinmails.user.sso.Federation.Renewal;
import com.penguinmails.user.sso.Federation.Vouched;
import com.penguinmails.user.token.Proof;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Turns what a tenant's identity provider said into tokens that are good in that tenant. */
@Component
class FederatedSignIn {

    private final Federation federation;
    private final Credentials credentials;
    private final Sessions sessions;
    private final TokenAnswers answers;

    FederatedSignIn(Federation federation, Credentials credentials, Sessions sessions, TokenAnswers answers) {
        this.federation = federation;
        this.credentials = credentials;
        this.sessions = sessions;
        this.answers = answers;
    }

    /** Refuses as {@link Federation#complete} does, and with what the tenant's policy asks for. */
    SignedIn signIn(Arrival arrival, Device device) {
        Vouched vouched = federation.complete(arrival);
        return answers.openBound(vouched.person(), vouched.tenantId(), vouched.proof(), device);
    }

    /** Refuses with {@code sso-unavailable} a sign-in for which no provider vouched. */
    Departure beginStepUp(CurrentUser user) {
        Renewal renewal = renewal(user);
        return federation.beginAgain(renewal.sessionId(), renewal.tenantId());
    }

    /** Refuses as {@link Federation#completeAgain} does, and with {@code session-revoked}. */
    AccessAnswer stepUp(CurrentUser user, Arrival arrival) {
        Renewal renewal = renewal(user);
        Proof proof = federation.completeAgain(arrival, renewal);
        Person person = credentials.person(renewal.accountId()).orElseThrow(() -> Refusal.notFound("account"));
        SignInFacts facts = sessions.proved(renewal.sessionId(), person.id(), proof)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNAUTHENTICATED, "session-revoked", "This sign-in was ended; log in again."));
        return answers.again(person, renewal.sessionId(), facts, user.tenantId());
    }

    private Renewal renewal(CurrentUser user) {
        UUID sessionId = UUID.fromString(user.sessionId());
        UUID tenantId = sessions.boundTo(sessionId, user.userId())
                .orElseThrow(
                        () -> new Refusal(
                                Refusal.Kind.NOT_FOUND,
                                "sso-unavailable",
                                "No identity provider vouched for this sign-in; prove it with your password, code or passkey."));
        return new Renewal(sessionId, user.userId(), tenantId);
    }
}
