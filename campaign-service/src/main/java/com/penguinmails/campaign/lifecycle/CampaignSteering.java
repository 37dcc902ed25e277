package com.penguinmails.campaign.lifecycle;

import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.jobs.standing.TenantStandings;
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
    private final CampaignMails mails;
    private final TenantStandings standings;
    private final AuditedActs acts;
    private final Clock clock;

    CampaignSteering(
            CampaignRepository repository,
            Campaigns campaigns,
            Enrolments enrolments,
            SendingQuota quota,
            PlanningJobs jobs,
            CampaignMails mails,
            TenantStandings standings,
            AuditedActs acts,
            Clock clock) {
        this.repository = repository;
        this.campaigns = campaigns;
        this.enrolments = enrolments;
        this.quota = quota;
        this.jobs = jobs;
        this.mails = mails;
        this.standings = standings;
        this.acts = acts;
        this.clock = clock;
    }

    /** Nothing new is planned once this has answered, and two seconds later no mail leaves but those that a worker is sending. */
    @Transactional
    CampaignView pause(UUID id) {
        Campaign campaign = locked(id);
        campaign.pause(now());
        mails.hold(id);
        acts.record("campaign.paused", "campaign", id);
        return campaigns.withCounts(campaign);
    }

    /** The new job first gives new slots to the mails that are held, and then releases them. Refuses {@code tenant-suspended} too. */
    @Transactional
    CampaignView resume(UUID id) {
        Campaign campaign = locked(id);
        standings.requireActive();
        campaign.resume(now());
        campaign.plannedBy(jobs.enqueue(campaign));
        acts.record("campaign.resumed", "campaign", id);
        return campaigns.withCounts(campaign);
    }

    /** Nobody gets a mail any more but those to whom a worker is sending; the quota of all who get none is given back, of some a little later. */
    @Transactional
    CampaignView cancel(UUID id) {
        Campaign campaign = locked(id);
        boolean launched = campaign.state() != CampaignState.DRAFT;
        campaign.cancel(now());
        if (launched) {
            mails.cancel(id);
            int staying = enrolments.withdrawPending(id);
            quota.reserve(id, new SendingQuota.Reservation(staying));
        }
        acts.record("campaign.cancelled", "campaign", id);
        return campaigns.withCounts(campaign);
    }

    private Campaign locked(UUID id) {
        return repository.lock(id).orElseThrow(Campaigns::unknown);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
