package com.penguinmails.campaign.lifecycle;

import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.jobs.JobGroups;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes hold of the mails of a campaign that email-processor already has, in the caller's transaction: their jobs form a group under the
 * campaign's id. What a worker is sending at this moment goes out.
 */
@Component
class CampaignMails {

    /** email-processor may be away for long, and the end of its messages must not be forgotten. */
    private static final int ATTEMPTS = 100;

    private final JobGroups groups;
    private final JobQueue queue;

    CampaignMails(JobGroups groups, JobQueue queue) {
        this.groups = groups;
        this.queue = queue;
    }

    void hold(UUID campaignId) {
        groups.pause(campaignId);
    }

    /** None of them leaves any more. email-processor forgets its messages by itself. */
    void end(UUID campaignId) {
        groups.cancel(campaignId);
    }

    void release(UUID campaignId) {
        groups.resume(campaignId);
    }

    /** For good. The messages whose jobs this ends are ended by email-processor, which tells their enrolments. */
    void cancel(UUID campaignId) {
        groups.cancel(campaignId);
        queue.enqueue(NewJob.of(OutboundMessages.CANCEL, new OutboundMessages.CancelJob(campaignId))
                .uniqueKey(campaignId.toString())
                .maxAttempts(ATTEMPTS));
    }
}
