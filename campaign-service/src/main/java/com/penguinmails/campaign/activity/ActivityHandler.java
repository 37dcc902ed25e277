package com.penguinmails.campaign.activity;

import com.penguinmails.campaign.enrolment.EnrolmentStatus;
import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.campaign.lead.Leads;
import com.penguinmails.campaign.lead.Leads.StopReason;
import com.penguinmails.campaign.lifecycle.CampaignProgress;
import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what email-processor tells about the mails of campaigns.
 *
 * <p>Events are not remembered one by one: an enrolment only moves along the edges of {@link EnrolmentStatus}, a lead is stopped once, and
 * a campaign completes once, so the same event told again, or told late, changes nothing.
 */
@Component
class ActivityHandler implements JobHandler {

    private final Enrolments enrolments;
    private final Leads leads;
    private final CampaignProgress campaigns;
    private final SendingQuota quota;
    private final JobPayloads payloads;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ActivityHandler(
            Enrolments enrolments,
            Leads leads,
            CampaignProgress campaigns,
            SendingQuota quota,
            JobPayloads payloads,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.enrolments = enrolments;
        this.leads = leads;
        this.campaigns = campaigns;
        this.quota = quota;
        this.payloads = payloads;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return EmailActivity.FOR_CAMPAIGN.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        UUID tenant = TenantScope.current().value();
        List<Event> outcomes = payloads.read(delivery, EmailActivity.Batch.class).events().stream()
                .filter(event ->
                        event.tenantId().equals(tenant) && outcome(event.type()).isPresent())
                .toList();
        if (!outcomes.isEmpty()) {
            transaction.executeWithoutResult(status -> apply(outcomes));
            giveBackQuota(ids(outcomes, event -> event.type() == Type.SKIPPED, Event::campaignId));
        }
        return JobReports.done(delivery);
    }

    /** What was handed over and is not sent after all, because the campaign was cancelled. Reserving the same number again changes nothing. */
    private void giveBackQuota(List<UUID> campaignIds) {
        for (UUID campaign : campaignIds) {
            Optional<Integer> staying = transaction.execute(status -> campaigns.stayingAfterCancel(campaign));
            if (staying != null && staying.isPresent()) {
                quota.reserve(campaign, new SendingQuota.Reservation(staying.get()));
            }
        }
    }

    private void apply(List<Event> outcomes) {
        // In the order of the states, so that a mail that was sent and bounced in one batch ends as bounced.
        outcomes.stream()
                .map(event -> outcome(event.type()).orElseThrow())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .forEach(status -> enrolments.move(
                        ids(outcomes, event -> outcome(event.type()).orElseThrow() == status, Event::enrolmentId),
                        status));
        leads.stop(
                ids(outcomes, event -> event.type() == Type.UNSUBSCRIBED, Event::leadId),
                StopReason.UNSUBSCRIBED,
                clock.instant());
        leads.stop(
                ids(outcomes, event -> event.type() == Type.BOUNCED, Event::leadId),
                StopReason.BOUNCED,
                clock.instant());
        campaigns.completeFinished(ids(outcomes, event -> true, Event::campaignId));
    }

    private static List<UUID> ids(
            List<Event> events, java.util.function.Predicate<Event> which, Function<Event, UUID> id) {
        return events.stream().filter(which).map(id).distinct().toList();
    }

    /** Empty for events that say nothing about the end of a mail. */
    private static Optional<EnrolmentStatus> outcome(Type type) {
        return switch (type) {
            case SENT -> Optional.of(EnrolmentStatus.SENT);
            case BOUNCED -> Optional.of(EnrolmentStatus.BOUNCED);
            case FAILED -> Optional.of(EnrolmentStatus.FAILED);
            case UNCERTAIN -> Optional.of(EnrolmentStatus.UNCERTAIN);
            case SKIPPED -> Optional.of(EnrolmentStatus.SKIPPED);
            case UNSUBSCRIBED -> Optional.of(EnrolmentStatus.UNSUBSCRIBED);
            case QUEUED, DEFERRED, OPENED, CLICKED -> Optional.empty();
        };
    }
}
