package com.penguinmails.infrastructure;

import com.penguinmails.kernel.TenantId;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The primary key of every table here: the tenant, then the id. */
@Embeddable
public record TenantRow(UUID tenantId, UUID id) {

    public static TenantRow of(TenantId tenant, UUID id) {
        return new TenantRow(tenant.value(), id);
    }

    public TenantId tenant() {
        return new TenantId(tenantId);
    }
}
