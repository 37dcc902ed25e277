package com.penguinmails.contracts.tenant;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What tenant-service tells. */
public final class TenantEvents {

    public static final JobKind CREATED_FOR_BILLING =
            new JobKind("event.tenant-created.v1", "notifications", ServiceName.BILLING);

    /** A tenant came to be; its trial starts now. */
    public record TenantCreated(UUID eventId, UUID tenantId, String name, UUID ownerId, Instant at) {}

    /** The name of every kind in {@link #STANDING_CHANGED}. */
    public static final String STANDING = "event.tenant-standing.v1";

    /** A tenant was suspended, reinstated, is closing or closed: one job per subscriber, each with a {@link TenantStanding}. */
    public static final List<JobKind> STANDING_CHANGED = Stream.of(
                    ServiceName.CAMPAIGN,
                    ServiceName.EMAIL_PROCESSOR,
                    ServiceName.INFRASTRUCTURE,
                    ServiceName.USER,
                    ServiceName.BILLING,
                    ServiceName.ANALYTICS)
            // Nobody may miss the end of a tenant because of a bad day.
            .map(service -> new JobKind(STANDING, "notifications", service, JobPolicy.USUAL.maxAttempts(100)))
            .toList();

    /** Only an active tenant sends. */
    public enum Standing {
        ACTIVE,
        SUSPENDED,
        /** Closes in thirty days, unless its owner changes their mind; sends nothing. */
        CLOSING,
        /** Its data key is destroyed, and whatever services keep of it goes. There is no way back. */
        CLOSED
    }

    /** @param seq larger for what happened later: the news may arrive in another order */
    public record TenantStanding(UUID tenantId, Standing standing, long seq, Instant at) {}

    private TenantEvents() {}
}
