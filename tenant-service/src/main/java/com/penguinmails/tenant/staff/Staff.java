package com.penguinmails.tenant.staff;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.contracts.user.UserDirectory.UserView;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Operators manage operators.
 *
 * <p>Every change asks the table, not the token, what the operator may do: a token outlives a dismissal by a quarter of an hour. Nobody
 * gives, takes or changes a role that holds a permission they do not hold themselves, and one super_admin always remains.
 */
@Component
class Staff {

    private static final Logger LOG = LoggerFactory.getLogger(Staff.class);

    private final StaffTable table;
    private final StaffActs acts;
    private final Clock clock;

    Staff(StaffTable table, StaffActs acts, Clock clock) {
        this.table = table;
        this.acts = acts;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<StaffMember> list(UUID after, int limit) {
        return table.list(after, limit);
    }

    @Transactional(readOnly = true)
    public StaffMember get(UUID userId) {
        return find(userId);
    }

    /** Refuses with {@code permission-required}, {@code role-above-yours} or {@code staff-member-exists}. */
    @Transactional
    public StaffMember add(UUID operator, UserView account, String role) {
        table.lock();
        checkMayGive(role, permissionsOfManager(operator));
        var member = new StaffMember(
                account.id(), account.email(), account.name(), known(role), true, clock.instant(), operator);
        if (!table.insert(member)) {
            throw Refusal.conflict(
                    "staff-member-exists", "This person is in the list of staff already; change their entry instead.");
        }
        acts.record(operator, "staff.added", "staff", member.userId().toString(), Map.of("role", role));
        LOG.info("staff: {} added {} as {}", operator, member.userId(), role);
        return member;
    }

    /**
     * What is null stays as it is. Refuses with {@code permission-required}, {@code role-above-yours} or {@code last-super-admin}.
     */
    @Transactional
    public StaffMember change(UUID operator, UUID userId, @Nullable String role, @Nullable Boolean active) {
        table.lock();
        Set<String> own = permissionsOfManager(operator);
        StaffMember before = find(userId);
        StaffMember after = before.with(role == null ? null : known(role), active);
        checkMayGive(before.role(), own);
        checkMayGive(after.role(), own);
        if (before.isActiveSuperAdmin()
                && !after.isActiveSuperAdmin()
                && table.countActive(StaffMember.SUPER_ADMIN) == 1) {
            throw Refusal.conflict(
                    "last-super-admin", "The platform needs one active super_admin; make another one first.");
        }
        table.update(after, operator);
        acts.record(
                operator,
                "staff.changed",
                "staff",
                userId.toString(),
                Map.of(
                        "roleBefore", before.role(),
                        "activeBefore", Boolean.toString(before.active()),
                        "role", after.role(),
                        "active", Boolean.toString(after.active())));
        LOG.info(
                "staff: {} changed {} from {} (active {}) to {} (active {})",
                operator,
                userId,
                before.role(),
                before.active(),
                after.role(),
                after.active());
        return after;
    }

    private StaffMember find(UUID userId) {
        return table.find(userId).orElseThrow(() -> Refusal.notFound("member of staff"));
    }

    private String known(String role) {
        List<String> roles = table.roles();
        if (!roles.contains(role)) {
            throw Refusal.invalid("role", "must be one of " + String.join(", ", roles));
        }
        return role;
    }

    private Set<String> permissionsOfManager(UUID operator) {
        Set<String> own = table.permissionsOf(operator);
        if (!own.contains(PlatformPermissions.STAFF_MANAGE)) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "permission-required",
                    "This needs the permission " + PlatformPermissions.STAFF_MANAGE
                            + ", which you do not have any more.");
        }
        return own;
    }

    private void checkMayGive(String role, Set<String> own) {
        if (!own.containsAll(table.permissionsOf(role))) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "role-above-yours",
                    "The role " + role + " may do more than yours; ask somebody who has it.");
        }
    }
}
