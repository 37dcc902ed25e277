package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.contracts.tenant.PlatformStaff.StaffAccess;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.Credentials;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.session.Sessions.Exchange;
import com.penguinmails.user.session.Sessions.Renewed;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import com.penguinmails.user.token.AccessTokens;
import com.penguinmails.user.token.Proof;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a password, and later a refresh token, into tokens. */
@Component
class SignIn {

    private final Throttle throttle;
    private final Credentials credentials;
    private final Memberships memberships;
    private final StaffStanding staff;
    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final Clock clock;

    SignIn(
            Throttle throttle,
            Credentials credentials,
            Memberships memberships,
            StaffStanding staff,
            Sessions sessions,
            AccessTokens accessTokens,
            Clock clock) {
        this.throttle = throttle;
        this.credentials = credentials;
        this.memberships = memberships;
        this.staff = staff;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** Refuses with {@code login-failed}, {@code too-many-attempts} or {@code not-a-member}. */
    SignedIn withPassword(EmailAddress email, String password, @Nullable UUID tenantId, Device device) {
        throttle.tryNow(ThrottledAct.LOGIN, email);
        Person person = checked(email, password)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNAUTHENTICATED, "login-failed", "The address or the password is wrong."));
        throttle.forget(ThrottledAct.LOGIN, email);
        List<MembershipView> all = memberships.ofUser(person.id());
        Optional<MembershipView> chosen = TenantChoice.of(all, tenantId, null);
        StaffAccess standing = staff.of(person);
        Renewed session = sessions.open(
                person.id(),
                chosen.map(MembershipView::tenantId).orElse(null),
                Proof.by(clock.instant(), Proof.PASSWORD),
                device);
        return answer(person, session, chosen, all, standing);
    }

    /** Refuses with {@code refresh-token-invalid}, {@code session-expired}, {@code session-revoked} or {@code not-a-member}. */
    SignedIn withRefreshToken(RefreshToken token, @Nullable UUID tenantId) {
        // Other services are asked before the token is used up: when they are away, it is still good.
        Sessions.Holder holder = sessions.holder(token).orElseThrow(SignIn::unknown);
        Person person = credentials.person(holder.accountId()).orElseThrow(SignIn::unknown);
        List<MembershipView> all = memberships.ofUser(person.id());
        Optional<MembershipView> chosen = TenantChoice.of(all, tenantId, holder.tenantId());
        StaffAccess standing = staff.of(person);
        Exchange exchange =
                sessions.exchange(token, chosen.map(MembershipView::tenantId).orElse(null));
        return switch (exchange) {
            case Exchange.Granted granted -> answer(person, granted.session(), chosen, all, standing);
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

    private SignedIn answer(
            Person person,
            Renewed session,
            Optional<MembershipView> chosen,
            List<MembershipView> memberships,
            StaffAccess standing) {
        String accessToken = accessTokens.mint(new AccessTokens.Subject(
                person.id(),
                session.sessionId(),
                person.emailVerified(),
                session.proof(),
                chosen.map(membership -> new AccessTokens.TenantAccess(
                                membership.tenantId(), membership.role(), membership.permissions()))
                        .orElse(null),
                standing));
        return new SignedIn(
                accessToken,
                "Bearer",
                AccessTokens.LIFE.toSeconds(),
                session.refreshToken().value(),
                Duration.between(clock.instant(), session.expiresAt()).toSeconds(),
                chosen.map(MembershipView::tenantId).orElse(null),
                memberships.stream()
                        .map(membership ->
                                new SignedIn.Tenant(membership.tenantId(), membership.tenantName(), membership.role()))
                        .toList(),
                standing.role());
    }

    private static Refusal unknown() {
        return ended("refresh-token-invalid", "This refresh token is not valid; log in again.");
    }

    private static Refusal ended(String code, String detail) {
        return new Refusal(Refusal.Kind.UNAUTHENTICATED, code, detail);
    }
}
