package com.penguinmails.campaign.planning;

import com.penguinmails.contracts.campaign.CampaignJobs;
import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Plans a campaign: lets go what a pause held, then, batch by batch: reserve slots, hand over, again. What does not fit before the horizon waits, with the job, for a later
 * look. May run twice at once and be cut off anywhere.
 */
@Component
class PlanJobHandler implements JobHandler {

    private final BatchPlanner planner;
    private final HandOver handOver;
    private final HeldMails heldMails;
    private final SendingMailboxes mailboxes;
    private final JobPayloads payloads;
    private final PlanningProperties properties;
    private final Clock clock;

    PlanJobHandler(
            BatchPlanner planner,
            HandOver handOver,
            HeldMails heldMails,
            SendingMailboxes mailboxes,
            JobPayloads payloads,
            PlanningProperties properties,
            Clock clock) {
        this.planner = planner;
        this.handOver = handOver;
        this.heldMails = heldMails;
        this.mailboxes = mailboxes;
        this.payloads = payloads;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return CampaignJobs.PLAN.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        UUID campaignId = payloads.read(delivery, CampaignJobs.PlanJob.class).campaignId();
        List<SendingMailbox> known = mailboxes.mailboxes();
        // What a run that was cut off had reserved goes first, even when the campaign is paused by now: email-processor
        // may have it already.
        handOver.all(campaignId, known);
        heldMails.release(campaignId, delivery.id(), known);
        for (int batch = 0; batch < properties.batchesPerRun(); batch++) {
            switch (planner.plan(campaignId, delivery.id(), known)) {
                case BatchOutcome.Planned planned -> handOver.all(campaignId, known);
                case BatchOutcome.Wait wait -> {
                    return JobReports.snooze(delivery, wait.until(), wait.reason());
                }
                case BatchOutcome.AllPlanned allPlanned -> {
                    return JobReports.done(delivery);
                }
                case BatchOutcome.NotMine notMine -> {
                    return JobReports.done(delivery);
                }
            }
        }
        return JobReports.snooze(delivery, clock.instant(), "more to plan");
    }
}
