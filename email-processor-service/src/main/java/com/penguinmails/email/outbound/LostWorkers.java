package com.penguinmails.email.outbound;

import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.outbound.MessageRows.Lost;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Declares uncertain what a worker took long ago and never spoke of again. Whether it was sent, only that worker's journal knows; if
 * the worker does come back, its report still counts.
 */
@Component
class LostWorkers {

    private static final Logger log = LoggerFactory.getLogger(LostWorkers.class);
    private static final int BATCH = 500;

    private final TenantsSending tenants;
    private final MessageRows messages;
    private final ActivityFeed activity;
    private final TransactionOperations transaction;
    private final SendingSettings settings;
    private final Ids ids;
    private final Clock clock;

    LostWorkers(
            TenantsSending tenants,
            MessageRows messages,
            ActivityFeed activity,
            TransactionOperations transaction,
            SendingSettings settings,
            Ids ids,
            Clock clock) {
        this.tenants = tenants;
        this.messages = messages;
        this.activity = activity;
        this.transaction = transaction;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "60s", initialDelayString = "60s")
    void giveUp() {
        Instant takenBefore = clock.instant().minus(settings.sendingLimit());
        for (TenantId tenant : tenants.since(takenBefore)) {
            TenantScope.run(tenant, () -> giveUp(tenant, takenBefore));
        }
    }

    private void giveUp(TenantId tenant, Instant takenBefore) {
        int lost;
        do {
            lost = Objects.requireNonNull(transaction.execute(status -> giveUpSome(takenBefore)));
            if (lost > 0) {
                log.warn("{} messages of tenant {} are uncertain: their worker never came back", lost, tenant);
            }
        } while (lost == BATCH);
    }

    private int giveUpSome(Instant takenBefore) {
        Instant now = clock.instant();
        List<Lost> lost = messages.lose(takenBefore, now, BATCH);
        activity.tell(lost.stream()
                .flatMap(row -> MessageStatus.SENDING
                        .eventOf(MessageStatus.UNCERTAIN)
                        .map(type -> row.ref()
                                .event(ids.next(), type, now, "worker " + row.worker() + " took it and never reported"))
                        .stream())
                .toList());
        return lost.size();
    }
}
