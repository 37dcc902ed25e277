package com.penguinmails.campaign.lifecycle;

import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.jobs.standing.StandingListener;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Holds the campaigns of a tenant that may not send, and lets go on what it held when the tenant may again. */
@Component
class TenantHold implements StandingListener {

    private final CampaignRepository repository;
    private final PlanningJobs jobs;
    private final CampaignMails mails;
    private final AuditedActs acts;
    private final Clock clock;

    TenantHold(CampaignRepository repository, PlanningJobs jobs, CampaignMails mails, AuditedActs acts, Clock clock) {
        this.repository = repository;
        this.jobs = jobs;
        this.mails = mails;
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    public void changed(Standing standing) {
        switch (standing) {
            case ACTIVE ->
                repository.lockAllHeldForTenant(CampaignState.PAUSED.id()).forEach(this::goOn);
            case SUSPENDED, CLOSING ->
                repository
                        .lockAllIn(List.of(CampaignState.LAUNCHING.id(), CampaignState.RUNNING.id()))
                        .forEach(this::hold);
            case CLOSED ->
                repository
                        .lockAllIn(List.of(
                                CampaignState.LAUNCHING.id(), CampaignState.RUNNING.id(), CampaignState.PAUSED.id()))
                        .forEach(campaign -> mails.end(campaign.id()));
        }
    }

    private void hold(Campaign campaign) {
        campaign.holdForTenant(now());
        mails.hold(campaign.id());
        acts.record("campaign.paused", "campaign", campaign.id(), Map.of("because", "tenant-not-active"));
    }

    private void goOn(Campaign campaign) {
        campaign.resume(now());
        campaign.plannedBy(jobs.enqueue(campaign));
        acts.record("campaign.resumed", "campaign", campaign.id(), Map.of("because", "tenant-active"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
