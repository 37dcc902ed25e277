package com.penguinmails.email.outbound;

import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.outbound.MessageRows.Freed;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Frees what earlier incarnations of a worker held and never spoke over SMTP. Safe to repeat; each tenant is one transaction.
 *
 * <p>A message with which three workers died is failed: its job is poison to the queue, and adding it again would let it kill for ever.
 */
@Component
class WorkerRecovery {

    private static final Logger log = LoggerFactory.getLogger(WorkerRecovery.class);

    /** As often as the queue runs a job whose worker dies. */
    private static final int MOST_DEATHS = 3;

    private static final String REASON = "its worker died every time";

    private final TenantsSending tenants;
    private final MessageRows messages;
    private final JobQueue jobs;
    private final ActivityFeed activity;
    private final TransactionOperations transaction;
    private final Ids ids;
    private final Clock clock;

    WorkerRecovery(
            TenantsSending tenants,
            MessageRows messages,
            JobQueue jobs,
            ActivityFeed activity,
            TransactionOperations transaction,
            Ids ids,
            Clock clock) {
        this.tenants = tenants;
        this.messages = messages;
        this.jobs = jobs;
        this.activity = activity;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    void recovered(String worker, UUID currentIncarnation) {
        for (TenantId tenant : tenants.throughWorker(worker)) {
            TenantScope.run(
                    tenant, () -> transaction.executeWithoutResult(status -> free(tenant, worker, currentIncarnation)));
        }
    }

    private void free(TenantId tenant, String worker, UUID currentIncarnation) {
        Instant now = clock.instant();
        List<Freed> freed = messages.free(worker, currentIncarnation, MOST_DEATHS, REASON, now);
        // Their jobs come back by themselves when the lease of the dead process ends; should one have been given up,
        // this adds it again.
        jobs.enqueueAll(freed.stream()
                .filter(message -> !message.isFailed())
                .map(message -> Submission.job(message.ref().id(), message.ref().campaignId()))
                .toList());
        MessageStatus.SENDING
                .eventOf(MessageStatus.FAILED)
                .ifPresent(type -> activity.tell(freed.stream()
                        .filter(Freed::isFailed)
                        .map(message -> message.ref().event(ids.next(), type, now, REASON))
                        .toList()));
        if (!freed.isEmpty()) {
            log.info("Worker {} came back: {} messages of tenant {} are free again", worker, freed.size(), tenant);
        }
    }
}
