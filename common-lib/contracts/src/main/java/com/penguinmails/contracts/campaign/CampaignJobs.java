package com.penguinmails.contracts.campaign;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import java.util.UUID;

/** The jobs that campaign-service carries out for itself. */
public final class CampaignJobs {

    /** Picks due enrolments, reserves a slot for each and hands them to email-processor. */
    public static final JobKind PLAN = new JobKind("campaign.plan", "campaign-processing", ServiceName.CAMPAIGN);

    public record PlanJob(UUID campaignId) {}

    private CampaignJobs() {}
}
