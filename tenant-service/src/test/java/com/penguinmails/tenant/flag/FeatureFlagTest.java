package com.penguinmails.tenant.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureFlagTest {

    private static final UUID TENANT = new UUID(1, 1);

    private final List<UUID> tenants = tenants(10_000);

    @Test
    void aShareIsAboutThatShareAndOnlyGrows() {
        for (int percentage = 0; percentage <= 100; percentage += 10) {
            FeatureFlag flag = flag("inbox", true, percentage, List.of(), List.of());
            FeatureFlag more = flag("inbox", true, Math.min(percentage + 5, 100), List.of(), List.of());
            List<UUID> on = tenants.stream().filter(flag::isOnFor).toList();

            assertThat(on).hasSizeBetween(percentage * 100 - 150, percentage * 100 + 150);
            assertThat(on).allMatch(more::isOnFor);
        }
        assertThat(tenants).noneMatch(flag("inbox", true, 0, List.of(), List.of())::isOnFor);
        assertThat(tenants).allMatch(flag("inbox", true, 100, List.of(), List.of())::isOnFor);
    }

    @Test
    void anotherFeatureBeginsWithOthers() {
        FeatureFlag one = flag("inbox", true, 10, List.of(), List.of());
        FeatureFlag two = flag("warm-up", true, 10, List.of(), List.of());

        long both = tenants.stream()
                .filter(tenant -> one.isOnFor(tenant) && two.isOnFor(tenant))
                .count();

        assertThat(both).isBetween(50L, 160L);
    }

    /** Computed elsewhere: python3 -c "import hashlib;print(int(hashlib.sha256(b'inbox:…').hexdigest()[:8],16)%100)" */
    @Test
    void theBucketOfATenantNeverChanges() {
        assertThat(FeatureFlag.bucket("inbox", TENANT)).isEqualTo(15);
        assertThat(FeatureFlag.bucket("warm-up", TENANT)).isEqualTo(63);
    }

    @Test
    void denialWinsAndSwitchedOffIsOff() {
        List<UUID> named = List.of(TENANT);
        assertThat(flag("inbox", true, 0, named, List.of()).isOnFor(TENANT)).isTrue();
        assertThat(flag("inbox", true, 100, named, named).isOnFor(TENANT)).isFalse();
        assertThat(flag("inbox", false, 100, named, List.of()).isOnFor(TENANT)).isFalse();
    }

    private static FeatureFlag flag(String key, boolean enabled, int percentage, List<UUID> allow, List<UUID> deny) {
        return new FeatureFlag(key, "d", enabled, percentage, allow, deny, Instant.EPOCH, TENANT);
    }

    private static List<UUID> tenants(int count) {
        var random = new Random(42);
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(count)
                .toList();
    }
}
