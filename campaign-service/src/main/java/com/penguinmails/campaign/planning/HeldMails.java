package com.penguinmails.campaign.planning;

import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.campaign.enrolment.PlannedEnrolment;
import com.penguinmails.campaign.lifecycle.CampaignProgress;
import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.contracts.email.OutboundMessages.NewSlot;
import com.penguinmails.contracts.email.OutboundMessages.WaitingMessage;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the mails of a resumed campaign go on. Those whose slots went by while it was paused would all be due at once, so they get new slots
 * first, on the same mailboxes and in the same order; then email-processor is told; only then their jobs are released. Each step may be
 * repeated, so a crash anywhere starts over.
 */
@Component
class HeldMails {

    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final CampaignProgress campaigns;
    private final Enrolments enrolments;
    private final Replanner replanner;
    private final OutboundMessages outbound;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HeldMails(
            CampaignProgress campaigns,
            Enrolments enrolments,
            Replanner replanner,
            OutboundMessages outbound,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.campaigns = campaigns;
        this.enrolments = enrolments;
        this.replanner = replanner;
        this.outbound = outbound;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Does nothing unless mails of this campaign are held and this job may plan it. */
    void release(UUID campaignId, UUID jobId, List<SendingMailbox> mailboxes) {
        if (!yes(campaigns::holdsMails, campaignId, jobId)) {
            return;
        }
        replanMissed(campaignId, mailboxes);
        tell(campaignId);
        yes(campaigns::releaseMails, campaignId, jobId);
    }

    private interface Question {
        boolean ask(UUID campaignId, UUID jobId);
    }

    private boolean yes(Question question, UUID campaignId, UUID jobId) {
        return Boolean.TRUE.equals(transaction.execute(status -> question.ask(campaignId, jobId)));
    }

    private void replanMissed(UUID campaignId, List<SendingMailbox> mailboxes) {
        Instant now = clock.instant();
        List<PlannedEnrolment> missed = inHand(campaignId, FIRST);
        while (!missed.isEmpty()) {
            UUID last = missed.getLast().id();
            List<PlannedEnrolment> past = missed.stream()
                    .filter(enrolment -> enrolment.sendAt().isBefore(now))
                    .toList();
            if (!past.isEmpty()) {
                replanner.replan(past, waiting(past), mailboxes);
            }
            missed = inHand(campaignId, last);
        }
    }

    private Map<UUID, WaitingMessage> waiting(List<PlannedEnrolment> enrolments) {
        return outbound
                .waiting(enrolments.stream().map(PlannedEnrolment::messageId).toList())
                .stream()
                .collect(Collectors.toMap(WaitingMessage::id, Function.identity()));
    }

    /** Also those that got their new slot before a crash, and of which email-processor may not know. */
    private void tell(UUID campaignId) {
        List<PlannedEnrolment> batch = inHand(campaignId, FIRST);
        while (!batch.isEmpty()) {
            outbound.reschedule(batch.stream()
                    .map(enrolment -> new NewSlot(enrolment.messageId(), enrolment.sendAt()))
                    .toList());
            batch = inHand(campaignId, batch.getLast().id());
        }
    }

    private List<PlannedEnrolment> inHand(UUID campaignId, UUID after) {
        return Objects.requireNonNull(transaction.execute(status -> enrolments.handedOver(campaignId, after, BATCH)));
    }
}
