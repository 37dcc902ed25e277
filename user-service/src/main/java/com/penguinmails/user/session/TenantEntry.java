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

    /** @param startedAt when the person signed in; a refresh does not renew it */
    record SignInFacts(Proof proof, Instant startedAt) {}

    /**
     * The chosen tenant, if the sign-in is good enough for it. Who asked for a tenant whose policy wants a second factor is told
     * {@code second-factor-required}; who did not ask gets a token without a tenant, with which a factor can be added. A sign-in that has worked
     * in the tenant, or asks to, for longer than its policy allows is {@code session-expired}.
     */
    Optional<MembershipView> admit(
            Optional<MembershipView> chosen, @Nullable UUID asked, @Nullable UUID remembered, SignInFacts facts) {
        if (chosen.isEmpty()) {
            return chosen;
        }
        UUID tenantId = chosen.get().tenantId();
        SignInPolicy policy = rules.rules(tenantId).policy();
        if (isOver(policy, facts)) {
            if (tenantId.equals(asked) || tenantId.equals(remembered)) {
                throw new Refusal(
                        Refusal.Kind.UNAUTHENTICATED,
                        "session-expired",
                        "This tenant ends sign-ins after a while; log in again.");
            }
            return Optional.empty();
        }
        if (policy.mfaRequired() && !facts.proof().methods().contains(Proof.SEVERAL_FACTORS)) {
            if (tenantId.equals(asked)) {
                throw new Refusal(
                        Refusal.Kind.FORBIDDEN,
                        "second-factor-required",
                        "This tenant asks its members for a second factor; add one and log in with it.");
            }
            return Optional.empty();
        }
        return chosen;
    }

    private boolean isOver(SignInPolicy policy, SignInFacts facts) {
        Integer minutes = policy.sessionMinutes();
        return minutes != null && !clock.instant().isBefore(facts.startedAt().plus(Duration.ofMinutes(minutes)));
    }
}
