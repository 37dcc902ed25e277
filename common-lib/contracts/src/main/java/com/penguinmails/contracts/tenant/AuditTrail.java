package com.penguinmails.contracts.tenant;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Takes what the other services did for a tenant into the tenant's audit log.
 *
 * <p>An act and its entry belong together, so a service that has a transaction adds a job of the kind {@link #RECORD} in it, with the
 * {@link Act} as payload. The call is for those without one. Both are idempotent by the id of the act.
 */
public interface AuditTrail {

    JobKind RECORD = new JobKind("tenant.record-act", "notifications", ServiceName.TENANT);

    /**
     * For what was done to a person's account: into the log of every tenant they belong to. The payload is an {@link Act} whose resource id
     * is that of the person.
     */
    JobKind RECORD_OF_PERSON = new JobKind("tenant.record-act-of-person", "notifications", ServiceName.TENANT);

    /** Refuses with {@code not-found} for an unknown tenant, and with {@code invalid-request} what does not fit. */
    @PostExchange("/internal/tenants/{tenantId}/audit-log")
    void record(@PathVariable UUID tenantId, @RequestBody Act act);

    /**
     * One thing that was done.
     *
     * @param id made by the caller; the same for every try
     * @param at when it was done
     * @param actor {@code user}, {@code api_key}, {@code operator} or {@code service}
     * @param actorId of the person, the key or the operator; the name of the service
     * @param action {@code noun.past-participle}, for example {@code campaign.launched}
     * @param resource what kind of thing it was done to, for example {@code campaign}
     * @param details at most 20, each at most 500 characters; no addresses, names or secrets
     * @param ip of who asked, as text; null when nobody asked from outside
     */
    record Act(
            UUID id,
            Instant at,
            String actor,
            String actorId,
            String action,
            String resource,
            String resourceId,
            Map<String, String> details,
            @Nullable String ip,
            @Nullable String requestId) {

        public Act {
            details = Map.copyOf(details);
        }
    }
}
