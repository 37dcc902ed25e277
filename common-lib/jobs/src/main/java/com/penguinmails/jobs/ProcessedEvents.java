package com.penguinmails.jobs;

import com.penguinmails.tenancy.TenantScope;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers which events have had their effect, in the transaction of that effect. A bean for handlers of event jobs; the service
 * adds {@code classpath:db/processed-events} to its Flyway locations.
 */
public final class ProcessedEvents {

    private final JdbcClient jdbc;

    ProcessedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * True exactly once per event and tenant, provided the transaction commits. Two at once wait for each other.
     *
     * @throws IllegalStateException when there is no transaction or no tenant in scope
     */
    public boolean firstTime(UUID eventId) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "an event is remembered in the transaction of its effect, and there is none");
        }
        return jdbc.sql("insert into processed_events (tenant_id, id) values (:tenant, :event) on conflict do nothing")
                        .param("tenant", TenantScope.current().value())
                        .param("event", eventId)
                        .update()
                == 1;
    }
}
