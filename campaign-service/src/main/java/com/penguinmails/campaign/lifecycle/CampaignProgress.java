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
    private final Clock clock;

    CampaignProgress(CampaignRepository repository, Enrolments enrolments, Clock clock) {
        this.repository = repository;
        this.enrolments = enrolments;
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
                .forEach(campaign -> campaign.completeIfPossible(now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
