package com.penguinmails.contracts.tenant;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import java.time.Instant;
import java.util.UUID;

/** What tenant-service tells. */
public final class TenantEvents {

    public static final JobKind CREATED_FOR_BILLING =
            new JobKind("event.tenant-created.v1", "notifications", ServiceName.BILLING);

    /** A tenant came to be; its trial starts now. */
    public record TenantCreated(UUID eventId, UUID tenantId, String name, UUID ownerId, Instant at) {}

    private TenantEvents() {}
}
