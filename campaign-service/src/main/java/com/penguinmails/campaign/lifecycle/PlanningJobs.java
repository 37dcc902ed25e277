package com.penguinmails.campaign.lifecycle;

import com.penguinmails.contracts.campaign.CampaignJobs;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Orders the planning of campaigns. */
@Component
class PlanningJobs {

    /** A campaign must not come to rest because email-processor refused for a few minutes. */
    private static final int ATTEMPTS = 50;

    private final JobQueue queue;

    PlanningJobs(JobQueue queue) {
        this.queue = queue;
    }

    /**
     * Adds the one job that plans the campaign from here on, in the caller's transaction. The key holds the version too: the job of
     * before a pause may still be unfinished, and would otherwise swallow this one.
     */
    UUID enqueue(Campaign campaign) {
        var job = NewJob.of(CampaignJobs.PLAN, new CampaignJobs.PlanJob(campaign.id()))
                .uniqueKey(campaign.id() + "/" + campaign.version())
                .maxAttempts(ATTEMPTS);
        return queue.enqueue(job)
                .orElseThrow(
                        () -> new IllegalStateException("campaign " + campaign.id() + " has this plan job already"));
    }
}
