package com.penguinmails.user;

import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** tenant-service, as far as sign-ins know it. */
final class FakeMemberships implements Memberships {

    private final Map<UUID, List<MembershipView>> byUser = new ConcurrentHashMap<>();
    private volatile boolean away;

    @Override
    public List<MembershipView> ofUser(UUID userId) {
        if (away) {
            throw Refusal.unavailable("service-unavailable", "The tenant service cannot answer at the moment.");
        }
        return List.copyOf(byUser.getOrDefault(userId, List.of()));
    }

    UUID join(UUID userId, String tenantName, String role, String... permissions) {
        UUID tenantId = UUID.randomUUID();
        joinIn(tenantId, userId, tenantName, role, permissions);
        return tenantId;
    }

    void joinIn(UUID tenantId, UUID userId, String tenantName, String role, String... permissions) {
        byUser.computeIfAbsent(userId, user -> new CopyOnWriteArrayList<>())
                .add(new MembershipView(tenantId, tenantName, role, List.of(permissions)));
    }

    void leave(UUID userId, UUID tenantId) {
        byUser.getOrDefault(userId, List.of())
                .removeIf(membership -> membership.tenantId().equals(tenantId));
    }

    void away(boolean isAway) {
        away = isAway;
    }
}
