package com.penguinmails.campaign.planning;

import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.campaign.enrolment.PlannedEnrolment;
import com.penguinmails.campaign.lifecycle.CampaignProgress;
import com.penguinmails.campaign.lifecycle.RunningCampaign;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import com.penguinmails.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves slots for one batch of enrolments. Campaign, mailboxes and enrolments stay locked until the commit, so that a pause takes hold
 * at once, campaigns sharing a mailbox take turns, and a crash leaves either all of the batch or nothing.
 */
@Component
class BatchPlanner {

    private static final String CONNECTED = "connected";
    private static final Duration WITHOUT_MAILBOX = Duration.ofMinutes(5);

    private final CampaignProgress campaigns;
    private final Enrolments enrolments;
    private final MailboxPaces paces;
    private final PlanningProperties properties;
    private final RandomGenerator random;
    private final Ids ids;
    private final Clock clock;

    BatchPlanner(
            CampaignProgress campaigns,
            Enrolments enrolments,
            MailboxPaces paces,
            PlanningProperties properties,
            RandomGenerator random,
            Ids ids,
            Clock clock) {
        this.campaigns = campaigns;
        this.enrolments = enrolments;
        this.paces = paces;
        this.properties = properties;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param mailboxes all of the tenant's; those of the campaign that are connected are used */
    @Transactional
    BatchOutcome plan(UUID campaignId, UUID jobId, List<SendingMailbox> mailboxes) {
        Optional<RunningCampaign> campaign = campaigns.forPlanning(campaignId, jobId);
        if (campaign.isEmpty()) {
            return new BatchOutcome.NotMine();
        }
        if (!enrolments.hasUnplanned(campaignId)) {
            return new BatchOutcome.AllPlanned();
        }
        // As coarse as the slots are handed on, so that what is stored and what is said never differ by a rounding.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<SendingMailbox> usable = mailboxes.stream()
                .filter(mailbox -> campaign.get().mailboxIds().contains(mailbox.id()))
                .filter(mailbox -> mailbox.status().equals(CONNECTED) && mailbox.dailyLimit() > 0)
                .toList();
        if (usable.isEmpty()) {
            return new BatchOutcome.Wait(now.plus(WITHOUT_MAILBOX), "no mailbox of the campaign is connected");
        }
        var planner = new SlotPlanner(now, properties.horizon(), paces.lock(usable, now), random);
        List<Enrolments.Slot> slots = slots(campaignId, planner, now);
        if (!slots.isEmpty()) {
            enrolments.assign(slots);
            paces.book(planner.lanes());
            return new BatchOutcome.Planned();
        }
        return enrolments.hasUnplanned(campaignId)
                ? new BatchOutcome.Wait(nextLook(now, planner), "no mailbox has a free slot before the horizon")
                : new BatchOutcome.AllPlanned();
    }

    /** First those whose slot went by before they could be handed over, on their mailbox as long as it is there, and always under their id; then new ones. */
    private List<Enrolments.Slot> slots(UUID campaignId, SlotPlanner planner, Instant now) {
        var slots = new ArrayList<Enrolments.Slot>();
        for (PlannedEnrolment missed :
                enrolments.lockMissed(campaignId, HandOver.tooLate(now), properties.batchSize())) {
            Optional<SlotPlanner.Decision> decision =
                    planner.knows(missed.mailboxId()) ? planner.nextOn(missed.mailboxId()) : planner.next();
            decision.ifPresent(slot ->
                    slots.add(new Enrolments.Slot(missed.id(), slot.mailboxId(), missed.messageId(), slot.sendAt())));
        }
        for (UUID enrolment : enrolments.lockPending(campaignId, properties.batchSize() - slots.size())) {
            Optional<SlotPlanner.Decision> decision = planner.next();
            if (decision.isEmpty()) {
                break;
            }
            slots.add(new Enrolments.Slot(
                    enrolment,
                    decision.get().mailboxId(),
                    ids.next(),
                    decision.get().sendAt()));
        }
        return slots;
    }

    /** Half a horizon before the next free slot, so that the mailboxes never run dry; and not before a second has passed. */
    private Instant nextLook(Instant now, SlotPlanner planner) {
        Instant soonest = now.plusSeconds(1);
        return planner.earliest()
                .map(free -> free.minus(properties.horizon().dividedBy(2)))
                .filter(look -> look.isAfter(soonest))
                .orElse(soonest);
    }
}
