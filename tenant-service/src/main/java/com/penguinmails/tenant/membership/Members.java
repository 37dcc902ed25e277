package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.web.SortedPage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Members manage members.
 *
 * <p>Every change asks the table, not the token, what the member may do. Nobody gives, takes or changes a role that may do anything they
 * may not do themselves, and a tenant always has an owner.
 */
@Component
class Members {

    private final MemberTable table;
    private final Standings standings;
    private final Roles roles;
    private final AuditLog audit;

    Members(MemberTable table, Standings standings, Roles roles, AuditLog audit) {
        this.table = table;
        this.standings = standings;
        this.roles = roles;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<Member> list(SortedPage page, Set<String> roles, int limit) {
        return table.list(page, roles, limit);
    }

    @Transactional(readOnly = true)
    public Member get(UUID userId) {
        return find(userId);
    }

    /** Refuses with {@code permission-required}, {@code own-sign-in-required}, {@code role-above-yours} or {@code last-owner}. */
    @Transactional
    public Member changeRole(CurrentUser actor, UUID userId, String role) {
        table.lock();
        Standing own = standings.require(actor.userId(), Permissions.MEMBER_MANAGE);
        Member before = find(userId);
        Ownership.check(actor, role, before.role());
        own.requireCovers(roles.get(before.role()));
        own.requireCovers(roles.get(role));
        Member after = before.as(role);
        if (after.equals(before)) {
            return before;
        }
        if (!after.isOwner()) {
            checkNotLastOwner(before);
        }
        table.changeRole(after);
        record(actor.userId(), "member.role-changed", userId, Map.of("roleBefore", before.role(), "role", role));
        return after;
    }

    /** Refuses with {@code permission-required}, {@code own-sign-in-required}, {@code role-above-yours} or {@code last-owner}. */
    @Transactional
    public void remove(CurrentUser actor, UUID userId) {
        table.lock();
        Standing own = standings.require(actor.userId(), Permissions.MEMBER_MANAGE);
        Member member = find(userId);
        Ownership.check(actor, member.role());
        own.requireCovers(roles.get(member.role()));
        checkNotLastOwner(member);
        table.delete(userId);
        record(actor.userId(), "member.removed", userId, Map.of("roleBefore", member.role()));
    }

    /** Refuses with {@code last-owner}. */
    @Transactional
    public void leave(UUID actor) {
        table.lock();
        Member member = find(actor);
        checkNotLastOwner(member);
        table.delete(actor);
        record(actor, "member.left", actor, Map.of("roleBefore", member.role()));
    }

    /** The other member becomes owner, and the one who hands over stays as admin. Refuses with {@code permission-required}. */
    @Transactional
    public Member transferOwnership(UUID actor, UUID userId) {
        table.lock();
        Standing own = standings.require(actor, Permissions.TENANT_TRANSFER);
        own.requireCovers(roles.get(Role.OWNER));
        if (userId.equals(actor)) {
            throw Refusal.invalid("userId", "must be another member");
        }
        Member heir = find(userId).as(Role.OWNER);
        table.changeRole(heir);
        table.changeRole(find(actor).as(Role.ADMIN));
        record(actor, "tenant.ownership-transferred", userId, Map.of("from", actor.toString()));
        return heir;
    }

    private void checkNotLastOwner(Member member) {
        if (member.isOwner() && table.countOwners() == 1) {
            throw Refusal.conflict("last-owner", "A tenant needs an owner; make another member owner first.");
        }
    }

    private Member find(UUID userId) {
        return table.find(userId).orElseThrow(() -> Refusal.notFound("member"));
    }

    private void record(UUID actor, String action, UUID member, Map<String, String> details) {
        audit.record(new AuditAct(Actor.user(actor), action, "member", member.toString(), details));
    }
}
