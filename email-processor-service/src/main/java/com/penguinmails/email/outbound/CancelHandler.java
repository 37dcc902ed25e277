package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.contracts.email.OutboundMessages.CancelJob;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.activity.MessageRef;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends the messages of a cancelled campaign. What a worker holds is not touched: the job comes back until that has an outcome, and ends it
 * when the outcome is "try again later". The queue itself drops the {@code email.send} jobs.
 */
@Component
class CancelHandler implements JobHandler {

    static final String REASON = "campaign cancelled";

    private static final int BATCH = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final MessageRows messages;
    private final CancelledCampaigns cancelled;
    private final ActivityFeed activity;
    private final JobPayloads payloads;
    private final TransactionOperations transaction;
    private final SendingSettings settings;
    private final Ids ids;
    private final Clock clock;

    CancelHandler(
            MessageRows messages,
            CancelledCampaigns cancelled,
            ActivityFeed activity,
            JobPayloads payloads,
            TransactionOperations transaction,
            SendingSettings settings,
            Ids ids,
            Clock clock) {
        this.messages = messages;
        this.cancelled = cancelled;
        this.activity = activity;
        this.payloads = payloads;
        this.transaction = transaction;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return OutboundMessages.CANCEL.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        UUID campaign = payloads.read(delivery, CancelJob.class).campaignId();
        transaction.executeWithoutResult(status -> cancelled.add(campaign, clock.instant()));
        UUID after = FIRST;
        List<MessageRef> ended;
        do {
            UUID from = after;
            ended = Objects.requireNonNull(transaction.execute(status -> end(campaign, from)));
            after = ended.stream()
                    .map(MessageRef::id)
                    .max(MessageRows.AS_STORED)
                    .orElse(after);
        } while (ended.size() == BATCH);
        boolean open = Objects.requireNonNull(transaction.execute(status -> messages.hasOpen(campaign)));
        return open
                ? JobReports.snooze(delivery, clock.instant().plus(settings.hold()), "a worker holds messages")
                : JobReports.done(delivery);
    }

    private List<MessageRef> end(UUID campaign, UUID after) {
        Instant now = clock.instant();
        List<MessageRef> ended = messages.cancel(campaign, REASON, after, now, BATCH);
        MessageStatus.QUEUED
                .eventOf(MessageStatus.CANCELLED)
                .ifPresent(type -> activity.tell(ended.stream()
                        .map(message -> message.event(ids.next(), type, now, REASON))
                        .toList()));
        return ended;
    }
}
