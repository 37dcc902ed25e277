package com.penguinmails.user;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.contracts.tenant.PlatformStaff;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The staff at tenant-service, as far as sign-ins know it. */
final class FakeStaff implements PlatformStaff {

    static final List<String> ALL = List.of(
            PlatformPermissions.QUEUE_OPERATE,
            PlatformPermissions.QUEUE_READ,
            PlatformPermissions.STAFF_MANAGE,
            PlatformPermissions.KEYS_MANAGE);

    private final Map<UUID, StaffAccess> byUser = new ConcurrentHashMap<>();

    @Override
    public StaffAccess ofUser(UUID userId) {
        return byUser.getOrDefault(userId, StaffAccess.NONE);
    }

    @Override
    public StaffAccess first(NamedOperator person) {
        if (byUser.values().stream().noneMatch(access -> "super_admin".equals(access.role()))) {
            put(person.userId(), "super_admin", ALL);
        }
        return ofUser(person.userId());
    }

    void put(UUID userId, String role, List<String> permissions) {
        byUser.put(userId, new StaffAccess(role, permissions));
    }

    void dismissEverybody() {
        byUser.clear();
    }
}
