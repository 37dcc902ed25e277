package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.contracts.tenant.TenantRules;
import com.penguinmails.contracts.tenant.TenantRules.SignInPolicy;
import com.penguinmails.kernel.Refusal;
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

    private final TenantRules rules;
    private final Clock clock;

    TenantEntry(TenantRules rules, Clock clock) {
        this.rules = rules;
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
    }

    /** @param endsAt when the tenant's policy ends the sign-in; null when it says nothing, and for no tenant */
    record Admission(
            Optional<MembershipView> chosen, @Nullable Instant endsAt) {

        static final Admission NOWHERE = new Admission(Optional.empty(), null);
    }

    /**
     * The chosen tenant, if the sign-in is good enough for it. Who asked for a tenant whose policy wants a second factor is told
     * {@code second-factor-required}; who did not ask gets a token without a tenant, with which a factor can be added. A sign-in that has worked
     * in the tenant, or asks to, for longer than its policy allows is {@code session-expired}.
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
        return new Admission(chosen, endsAt);
    }

    private static @Nullable Instant endOf(SignInPolicy policy, SignInFacts facts) {
        Integer minutes = policy.sessionMinutes();
        return minutes == null ? null : facts.startedAt().plus(Duration.ofMinutes(minutes));
    }
}
