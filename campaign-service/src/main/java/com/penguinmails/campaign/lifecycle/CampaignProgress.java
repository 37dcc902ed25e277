package com.penguinmails.campaign.lifecycle;

import com.penguinmails.campaign.enrolment.Enrolments;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How planner and events move a campaign on, in their own transactions. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CampaignProgress {

    private final CampaignRepository repository;
    private final Enrolments enrolments;
    private final CampaignMails mails;
    private final Clock clock;

    CampaignProgress(CampaignRepository repository, Enrolments enrolments, CampaignMails mails, Clock clock) {
        this.repository = repository;
        this.enrolments = enrolments;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Locks the campaign, so that a pause waits for the batch that is being planned. Empty when it may not be planned now, or not by this
     * job: then the job is done, since a resume brings another.
     */
    public Optional<RunningCampaign> forPlanning(UUID campaignId, UUID jobId) {
        return repository.lock(campaignId).flatMap(campaign -> campaign.plan(jobId, now()));
    }

    /** What is sent, and the merge fields in it; empty before the launch. */
    public Optional<FrozenContent> content(UUID campaignId) {
        return repository
                .findById(campaignId)
                .flatMap(Campaign::content)
                .map(content -> new FrozenContent(content.id(), content.fields()));
    }

    public record FrozenContent(UUID id, Set<String> fields) {}

    /**
     * Completes those whose every mail has its outcome. The lock comes first: of two that bring the last outcomes at once, the later one
     * then sees what the earlier one did.
     */
    public void completeFinished(Collection<UUID> campaignIds) {
        repository.lockAll(campaignIds).stream()
                .filter(campaign -> !enrolments.hasOpen(campaign.id()))
                .filter(campaign -> campaign.completeIfPossible(now()))
                // It was paused when the last outcome came: nothing is left to hold.
                .filter(Campaign::releaseMails)
                .forEach(campaign -> mails.release(campaign.id()));
    }

    /** Whether mails of the campaign are held since a pause, and this job may let them go. */
    public boolean holdsMails(UUID campaignId, UUID jobId) {
        return repository
                .findById(campaignId)
                .filter(campaign -> campaign.holdsMails(jobId))
                .isPresent();
    }

    /** Lets them go, unless a person has paused or cancelled the campaign in the meantime. */
    public boolean releaseMails(UUID campaignId, UUID jobId) {
        Optional<Campaign> campaign = repository.lock(campaignId).filter(locked -> locked.holdsMails(jobId));
        campaign.ifPresent(locked -> {
            locked.releaseMails();
            mails.release(campaignId);
        });
        return campaign.isPresent();
    }

    /** Of a cancelled campaign, how many mails still count: the quota of the others can be given back. Empty for any other campaign. */
    public Optional<Integer> stayingAfterCancel(UUID campaignId) {
        return repository
                .findById(campaignId)
                .filter(campaign -> campaign.state() == CampaignState.CANCELLED)
                .map(campaign -> enrolments.countStaying(campaignId));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
