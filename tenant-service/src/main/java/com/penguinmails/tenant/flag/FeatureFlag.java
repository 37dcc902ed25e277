package com.penguinmails.tenant.flag;

import com.penguinmails.kernel.Sha256;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One feature and for whom it is on.
 *
 * @param enabled false is off for everybody, whatever else is said
 * @param percentage of the tenants, 0 to 100
 * @param allow tenants for which it is on, whatever the share
 * @param deny tenants for which it is off, even when they are allowed
 */
record FeatureFlag(
        String key,
        String description,
        boolean enabled,
        int percentage,
        List<UUID> allow,
        List<UUID> deny,
        Instant changedAt,
        UUID changedBy) {

    private static final int EVERYBODY = 100;

    FeatureFlag {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    boolean isOnFor(UUID tenant) {
        if (!enabled || deny.contains(tenant)) {
            return false;
        }
        return allow.contains(tenant) || bucket(key, tenant) < percentage;
    }

    /**
     * Where a tenant stands among a hundred, the same for ever: who has a feature at 10 percent has it at 20. Another feature begins with
     * other tenants, because its name is in the hash.
     */
    static int bucket(String key, UUID tenant) {
        byte[] hash = Sha256.of(key + ":" + tenant);
        return (int) (Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) % EVERYBODY);
    }
}
