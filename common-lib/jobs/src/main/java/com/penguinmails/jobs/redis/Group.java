package com.penguinmails.jobs.redis;

import com.penguinmails.kernel.TenantId;
import java.util.UUID;

/** Jobs of a tenant that are paused and cancelled together. */
public record Group(TenantId tenant, UUID id) {

    @Override
    public String toString() {
        return tenant + " " + id;
    }
}
