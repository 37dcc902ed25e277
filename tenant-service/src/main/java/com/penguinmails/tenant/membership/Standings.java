package com.penguinmails.tenant.membership;

import com.penguinmails.kernel.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks the tables what a person may do in the tenant in scope. A token outlives a removal by a quarter of an hour. */
@Component
public class Standings {

    private final MemberTable table;
    private final Roles roles;

    Standings(MemberTable table, Roles roles) {
        this.table = table;
        this.roles = roles;
    }

    /** Empty for who is no member. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Standing> find(UUID userId) {
        return table.find(userId)
                .map(member -> new Standing(
                        userId,
                        member.role(),
                        Set.copyOf(roles.get(member.role()).permissions())));
    }

    /** Refuses with {@code permission-required} who is no member or may not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Standing require(UUID userId, String permission) {
        return find(userId)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.FORBIDDEN, "permission-required", "You are not a member of this tenant any more."))
                .require(permission);
    }

    /**
     * Until the running transaction ends, nobody else changes who belongs to the tenant in scope, or as what: who looks and then writes is
     * never overtaken.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        table.lock();
    }
}
