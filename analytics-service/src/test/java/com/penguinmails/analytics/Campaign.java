package com.penguinmails.analytics;

import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import java.time.Instant;
import java.util.UUID;

/** A campaign of a tenant, as far as events know it. */
record Campaign(UUID tenantId, UUID id) {

    static Campaign ofNewTenant() {
        return new Campaign(UUID.randomUUID(), UUID.randomUUID());
    }

    Event event(UUID message, Type type, Instant at) {
        return event(UUID.randomUUID(), message, type, at);
    }

    Event event(UUID eventId, UUID message, Type type, Instant at) {
        return new Event(
                eventId,
                type,
                tenantId,
                message,
                id,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                at,
                null);
    }
}
