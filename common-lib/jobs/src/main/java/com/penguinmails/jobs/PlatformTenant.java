package com.penguinmails.jobs;

import com.penguinmails.kernel.TenantId;
import java.util.UUID;

/**
 * Whose jobs the platform's own are: nobody's. Every table of the queue names a tenant, so they carry the max UUID of RFC 9562 section 5.10,
 * which no tenant ever has; shares, pauses and the books then work for them as for a tenant. (Not the nil UUID: a walk through the tenants
 * by "greater than the last one" begins there and would never see it.)
 *
 * <p>Only the queuer adds such jobs, from schedules. Their handlers run in {@code TenantScope.platform}, where no tenant's rows are seen.
 */
public final class PlatformTenant {

    public static final TenantId ID = new TenantId(new UUID(-1, -1));

    private PlatformTenant() {}

    public static boolean is(UUID tenant) {
        return ID.value().equals(tenant);
    }
}
