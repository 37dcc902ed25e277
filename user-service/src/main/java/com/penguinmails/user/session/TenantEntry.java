package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.TenantRules;
import com.penguinmails.contracts.tenant.TenantRules.SignInPolicy;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.sso.Federation;
import com.penguinmails.user.token.Proof;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds a sign-in against the policy of the tenant it is to work in, anew for every token. */
@Component
class TenantEntry {

    /** Those who run the platform and entered for a while; they are no members, and a tenant's provider does not know them. */
    private static final String OPERATOR = "operator";

    private final TenantRules rules;
    private final Federation federation;
    private final Clock clock;

    TenantEntry(TenantRules rules, Federation federation, Clock clock) {
        this.rules = rules;
        this.federation = federation;
        this.clock = clock;
    }

    /**
     * @param startedAt when the person signed in; a refresh does not renew it
     * @param boundTo the only tenant whose identity provider vouched for the person; null when the account itself was proved
     */
    record SignInFacts(
            Proof proof, Instant startedAt, @Nullable UUID boundTo) {

        static SignInFacts begunBy(Proof proof) {
            return new SignInFacts(proof, proof.at(), null);
        }

        boolean isBoundTo(UUID tenantId) {
            return tenantId.equals(boundTo);
        }
    }

    /** @param endsAt when the tenant's policy ends the sign-in; null when it says nothing, and for no tenant */
    record Admission(
            Optional<MembershipView> chosen, @Nullable Instant endsAt) {

        static final Admission NOWHERE = new Admission(Optional.empty(), null);
    }

    /**
     * The chosen tenant, if the sign-in is good enough for it. Who asked for a tenant whose policy wants a second factor is told
     * {@code second-factor-required}; who did not ask gets a token without a tenant, with which a factor can be added. A sign-in that has worked
     * in the tenant, or asks to, for longer than its policy allows is {@code session-expired}. Where members have to come through the tenant's
     * identity provider, others are told {@code sso-required} in the same way; owners are not, or nobody could mend a broken provider.
     */
    Admission admit(
            Optional<MembershipView> chosen, @Nullable UUID asked, @Nullable UUID remembered, SignInFacts facts) {
        if (chosen.isEmpty()) {
            return Admission.NOWHERE;
        }
        UUID tenantId = chosen.get().tenantId();
        SignInPolicy policy = rules.rules(tenantId).policy();
        Instant endsAt = endOf(policy, facts);
        if (endsAt != null && !clock.instant().isBefore(endsAt)) {
            if (tenantId.equals(asked) || tenantId.equals(remembered)) {
                throw new Refusal(
                        Refusal.Kind.UNAUTHENTICATED,
                        "session-expired",
                        "This tenant ends sign-ins after a while; log in again.");
            }
            return Admission.NOWHERE;
        }
        if (policy.mfaRequired() && !facts.proof().methods().contains(Proof.SEVERAL_FACTORS)) {
            if (tenantId.equals(asked)) {
                throw new Refusal(
                        Refusal.Kind.FORBIDDEN,
                        "second-factor-required",
                        "This tenant asks its members for a second factor; add one and log in with it.");
            }
            return Admission.NOWHERE;
        }
        if (!facts.isBoundTo(tenantId) && mustBeVouchedFor(chosen.get())) {
            if (tenantId.equals(asked)) {
                throw new Refusal(
                        Refusal.Kind.FORBIDDEN,
                        "sso-required",
                        "This tenant's members sign in through its identity provider: POST /api/v1/auth/sso/start.");
            }
            return Admission.NOWHERE;
        }
        return new Admission(chosen, endsAt);
    }

    private boolean mustBeVouchedFor(MembershipView membership) {
        return !membership.permissions().contains(Permissions.TENANT_TRANSFER)
                && !membership.role().equals(OPERATOR)
                && federation.isEnforcedIn(membership.tenantId());
    }

    private static @Nullable Instant endOf(SignInPolicy policy, SignInFacts facts) {
        Integer minutes = policy.sessionMinutes();
        return minutes == null ? null : facts.startedAt().plus(Duration.ofMinutes(minutes));
    }
}
