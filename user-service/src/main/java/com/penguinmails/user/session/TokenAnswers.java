package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.contracts.tenant.PlatformStaff.StaffAccess;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.session.Sessions.Opening;
import com.penguinmails.user.session.Sessions.Renewed;
import com.penguinmails.user.session.TenantEntry.Admission;
import com.penguinmails.user.session.TenantEntry.SignInFacts;
import com.penguinmails.user.token.AccessTokens;
import com.penguinmails.user.token.AccessTokens.Minted;
import com.penguinmails.user.token.Proof;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes tokens of a sign-in and of what tenant-service says about the person at this moment. */
@Component
class TokenAnswers {

    private final Memberships memberships;
    private final TenantEntry entry;
    private final StaffStanding staff;
    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final Clock clock;

    TokenAnswers(
            Memberships memberships,
            TenantEntry entry,
            StaffStanding staff,
            Sessions sessions,
            AccessTokens accessTokens,
            Clock clock) {
        this.memberships = memberships;
        this.entry = entry;
        this.staff = staff;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** Where a person may work in a sign-in, and where they chose to. */
    record Standing(List<MembershipView> memberships, Admission admission) {

        Optional<MembershipView> chosen() {
            return admission.chosen();
        }

        @Nullable
        UUID tenantId() {
            return chosen().map(MembershipView::tenantId).orElse(null);
        }
    }

    /** Refuses with {@code not-a-member}, as {@link TenantEntry} does, or as unavailable: ask before anything is used up. */
    Standing standing(Person person, @Nullable UUID asked, @Nullable UUID remembered, SignInFacts facts) {
        List<MembershipView> all = memberships.ofUser(person.id());
        UUID boundTo = facts.boundTo();
        if (boundTo != null) {
            List<MembershipView> only = all.stream()
                    .filter(membership -> membership.tenantId().equals(boundTo))
                    .toList();
            UUID wanted = asked == null ? boundTo : asked;
            return new Standing(only, entry.admit(TenantChoice.of(only, wanted, null), wanted, null, facts));
        }
        return new Standing(all, entry.admit(TenantChoice.of(all, asked, remembered), asked, remembered, facts));
    }

    /** A new sign-in. */
    SignedIn open(Person person, Standing standing, Proof proof, Device device) {
        StaffAccess access = staff.of(person);
        return answer(
                person, sessions.open(Opening.own(person.id(), standing.tenantId(), proof, device)), standing, access);
    }

    /** A new sign-in in the one tenant whose identity provider vouched for the person. */
    SignedIn openBound(Person person, UUID tenantId, Proof proof, Device device) {
        Standing standing = standing(person, tenantId, null, new SignInFacts(proof, clock.instant(), tenantId));
        return answer(
                person,
                sessions.open(new Opening(person.id(), tenantId, proof, device, tenantId, null)),
                standing,
                StaffAccess.NONE);
    }

    /** A tenant's identity provider must not make an operator of anybody. */
    StaffAccess staffAccess(Person person, SignInFacts facts) {
        return facts.boundTo() == null ? staff.of(person) : StaffAccess.NONE;
    }

    /** Another access token of the same sign-in and tenant. */
    AccessAnswer again(Person person, UUID sessionId, SignInFacts facts, @Nullable TenantId tenant) {
        Standing standing = standing(person, null, tenant == null ? null : tenant.value(), facts);
        // A tenant that the person left is gone from the new token; another one does not take its place.
        boolean same = standing.chosen()
                .filter(choice -> tenant != null && choice.tenantId().equals(tenant.value()))
                .isPresent();
        Minted minted = mint(
                person,
                sessionId,
                facts.proof(),
                facts.boundTo() != null,
                same ? standing.admission() : Admission.NOWHERE,
                staffAccess(person, facts));
        return new AccessAnswer(minted.token(), "Bearer", minted.expiresIn());
    }

    SignedIn answer(Person person, Renewed session, Standing standing, StaffAccess access) {
        Minted minted = mint(
                person, session.sessionId(), session.proof(), session.boundTo() != null, standing.admission(), access);
        return new SignedIn(
                minted.token(),
                "Bearer",
                minted.expiresIn(),
                session.refreshToken().value(),
                Duration.between(clock.instant(), session.expiresAt()).toSeconds(),
                standing.tenantId(),
                standing.memberships().stream()
                        .map(membership ->
                                new SignedIn.Tenant(membership.tenantId(), membership.tenantName(), membership.role()))
                        .toList(),
                access.role());
    }

    private Minted mint(
            Person person, UUID sessionId, Proof proof, boolean bound, Admission admission, StaffAccess access) {
        return accessTokens.mint(new AccessTokens.Subject(
                person.id(),
                sessionId,
                person.emailVerified(),
                proof,
                bound,
                admission.endsAt(),
                admission
                        .chosen()
                        .map(membership -> new AccessTokens.TenantAccess(
                                membership.tenantId(), membership.role(), membership.permissions()))
                        .orElse(null),
                access));
    }
}
