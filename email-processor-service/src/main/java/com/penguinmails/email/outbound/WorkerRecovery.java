package com.penguinmails.email.outbound;

import com.penguinmails.email.activity.MessageRef;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Frees what earlier incarnations of a worker held and never spoke over SMTP. Safe to repeat; each tenant is one transaction. */
@Component
class WorkerRecovery {

    private static final Logger log = LoggerFactory.getLogger(WorkerRecovery.class);

    private final TenantsSending tenants;
    private final MessageRows messages;
    private final JobQueue jobs;
    private final TransactionOperations transaction;

    WorkerRecovery(TenantsSending tenants, MessageRows messages, JobQueue jobs, TransactionOperations transaction) {
        this.tenants = tenants;
        this.messages = messages;
        this.jobs = jobs;
        this.transaction = transaction;
    }

    void recovered(String worker, UUID currentIncarnation) {
        for (TenantId tenant : tenants.throughWorker(worker)) {
            TenantScope.run(
                    tenant,
                    () -> transaction.executeWithoutResult(status -> {
                        List<MessageRef> freed = messages.free(worker, currentIncarnation);
                        // Their jobs come back by themselves when the lease of the dead process ends; should one have
                        // been given up, this adds it again.
                        jobs.enqueueAll(freed.stream()
                                .map(message -> Submission.job(message.id(), message.campaignId()))
                                .toList());
                        if (!freed.isEmpty()) {
                            log.info(
                                    "Worker {} came back: {} messages of tenant {} are free again",
                                    worker,
                                    freed.size(),
                                    tenant);
                        }
                    }));
        }
    }
}
