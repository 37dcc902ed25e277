package com.penguinmails.chaos.platform;

import com.penguinmails.kernel.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as email-processor keeps it. */
final class Letter {

    final TenantId tenant;
    final UUID id;
    final String recipient;
    final Map<Told, Optional<Instant>> answers = new HashMap<>();
    Status status = Status.QUEUED;
    Instant dueAt = Instant.EPOCH;
    int attempts;

    @Nullable
    Holder holder;

    /** Its states; those from {@code SENT} on are final, though a 2xx that comes to light later is always believed. */
    enum Status {
        QUEUED,
        SENDING,
        DEFERRED,
        SENT,
        BOUNCED,
        FAILED,
        UNCERTAIN;

        boolean isFinished() {
            return compareTo(SENT) >= 0;
        }
    }

    /** A worker process at one time of its life. */
    record Holder(String worker, UUID incarnation) {}

    /** What makes one report of an outcome that report. */
    record Told(UUID incarnation, Instant at) {}

    Letter(TenantId tenant, UUID id, String recipient) {
        this.tenant = tenant;
        this.id = id;
        this.recipient = recipient;
    }
}
