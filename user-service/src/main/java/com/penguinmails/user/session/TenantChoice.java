package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Picks the tenant a sign-in works in. */
final class TenantChoice {

    private TenantChoice() {}

    /**
     * What was asked for; else what was chosen before, if the person still belongs there; else the only one there is.
     *
     * <p>Refuses with {@code not-a-member} what was asked for in vain, whether or not such a tenant exists.
     */
    static Optional<MembershipView> of(
            List<MembershipView> memberships, @Nullable UUID asked, @Nullable UUID remembered) {
        if (asked != null) {
            return Optional.of(find(memberships, asked)
                    .orElseThrow(() -> new Refusal(
                            Refusal.Kind.FORBIDDEN, "not-a-member", "You are not a member of this tenant.")));
        }
        Optional<MembershipView> before = remembered == null ? Optional.empty() : find(memberships, remembered);
        return before.or(() -> memberships.size() == 1 ? Optional.of(memberships.getFirst()) : Optional.empty());
    }

    private static Optional<MembershipView> find(List<MembershipView> memberships, UUID tenantId) {
        return memberships.stream()
                .filter(membership -> membership.tenantId().equals(tenantId))
                .findFirst();
    }
}
