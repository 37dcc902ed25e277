package com.penguinmails.campaign.lifecycle;

import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.contracts.billing.SendingQuota;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person can do with a campaign that is under way. Refuses {@code campaign-state} where the table has no edge. */
@Component
class CampaignSteering {

    private final CampaignRepository repository;
    private final Campaigns campaigns;
    private final Enrolments enrolments;
    private final SendingQuota quota;
    private final PlanningJobs jobs;
    private final Clock clock;

    CampaignSteering(
            CampaignRepository repository,
            Campaigns campaigns,
            Enrolments enrolments,
            SendingQuota quota,
            PlanningJobs jobs,
            Clock clock) {
        this.repository = repository;
        this.campaigns = campaigns;
        this.enrolments = enrolments;
        this.quota = quota;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Nothing new is planned once this has answered. */
    @Transactional
    CampaignView pause(UUID id) {
        Campaign campaign = locked(id);
        campaign.pause(now());
        return campaigns.withCounts(campaign);
    }

    @Transactional
    CampaignView resume(UUID id) {
        Campaign campaign = locked(id);
        campaign.resume(now());
        campaign.plannedBy(jobs.enqueue(campaign));
        return campaigns.withCounts(campaign);
    }

    /** Who has no slot yet gets no mail, and that part of the quota is given back. */
    @Transactional
    CampaignView cancel(UUID id) {
        Campaign campaign = locked(id);
        boolean launched = campaign.state() != CampaignState.DRAFT;
        campaign.cancel(now());
        if (launched) {
            int staying = enrolments.withdrawPending(id);
            quota.reserve(id, new SendingQuota.Reservation(staying));
        }
        return campaigns.withCounts(campaign);
    }

    private Campaign locked(UUID id) {
        return repository.lock(id).orElseThrow(Campaigns::unknown);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
