package com.penguinmails.jobs.audit;

import com.penguinmails.contracts.tenant.AuditTrail;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Ids;
import com.penguinmails.security.RequestOrigin;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Puts acts into the audit log of the tenant in scope, in the caller's transaction: an act that is rolled back is in no log, one that is
 * committed gets there exactly once. Who did it, and from where, is taken from the request; outside a request it was the service itself.
 *
 * <p>What is given here stays for years: ids and plain words, no addresses, names or secrets.
 */
public final class AuditedActs {

    private final JobQueue jobs;
    private final String service;
    private final Ids ids;
    private final Clock clock;

    /** @param service the name of this service */
    AuditedActs(JobQueue jobs, String service, Ids ids, Clock clock) {
        this.jobs = jobs;
        this.service = service;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param action {@code noun.past-participle}, for example {@code campaign.launched}
     * @param resource what kind of thing it was done to, for example {@code campaign}
     */
    public void record(String action, String resource, UUID resourceId) {
        record(action, resource, resourceId, Map.of());
    }

    /** @param details at most 20, each at most 500 characters */
    public void record(String action, String resource, UUID resourceId, Map<String, String> details) {
        jobs.enqueue(NewJob.of(AuditTrail.RECORD, act(action, resource, resourceId, details)));
    }

    /** What was done to a person's account, for the logs of all tenants they belong to. */
    public void recordOfPerson(UUID person, String action, Map<String, String> details) {
        jobs.enqueue(NewJob.of(AuditTrail.RECORD_OF_PERSON, act(action, "account", person, details)));
    }

    private AuditTrail.Act act(String action, String resource, UUID resourceId, Map<String, String> details) {
        RequestOrigin origin = RequestOrigin.current();
        UUID person = origin.userId();
        UUID key = origin.apiKeyId();
        var told = new HashMap<>(details);
        if (key != null && person != null) {
            told.put("forUser", person.toString());
        }
        return new AuditTrail.Act(
                ids.next(),
                clock.instant(),
                key != null ? "api_key" : person != null ? "user" : "service",
                key != null ? key.toString() : person != null ? person.toString() : service,
                action,
                resource,
                resourceId.toString(),
                told,
                origin.ip(),
                origin.requestId());
    }
}
