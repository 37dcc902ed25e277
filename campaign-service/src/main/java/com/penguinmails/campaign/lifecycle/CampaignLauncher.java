package com.penguinmails.campaign.lifecycle;

import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.contracts.email.ContentSnapshots;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.jobs.standing.TenantStandings;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a draft into the air: checks, freezes the content, then state, enrolments, quota and the planning job in one transaction. */
@Component
class CampaignLauncher {

    private final Campaigns campaigns;
    private final CampaignRepository repository;
    private final Preflight preflight;
    private final ContentSnapshots contents;
    private final Enrolments enrolments;
    private final SendingQuota quota;
    private final PlanningJobs jobs;
    private final TenantStandings standings;
    private final AuditedActs acts;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    CampaignLauncher(
            Campaigns campaigns,
            CampaignRepository repository,
            Preflight preflight,
            ContentSnapshots contents,
            Enrolments enrolments,
            SendingQuota quota,
            PlanningJobs jobs,
            TenantStandings standings,
            AuditedActs acts,
            PlatformTransactionManager transactions,
            Ids ids,
            Clock clock) {
        this.campaigns = campaigns;
        this.repository = repository;
        this.preflight = preflight;
        this.contents = contents;
        this.enrolments = enrolments;
        this.quota = quota;
        this.jobs = jobs;
        this.standings = standings;
        this.acts = acts;
        this.transaction = new TransactionTemplate(transactions);
        this.ids = ids;
        this.clock = clock;
    }

    PreflightView preflight(UUID id, CurrentUser user) {
        var campaign = campaigns.versioned(id);
        List<Missing> missing =
                preflight.inspect(campaign.draft(), campaign.version(), user).missing();
        return new PreflightView(missing.isEmpty(), missing);
    }

    /** Refuses {@code launch-not-ready} with everything that is missing, and {@code campaign-state} when it is no draft. */
    CampaignView launch(UUID id, CurrentUser user) {
        var campaign = campaigns.versioned(id);
        campaign.state().require(CampaignState.Event.LAUNCH);
        Inspection inspection = preflight.inspect(campaign.draft(), campaign.version(), user);
        Inspection.Material material = inspection.material();
        if (material == null || inspection.missing().stream().anyMatch(CampaignLauncher::isFinal)) {
            throw notReady(inspection.missing());
        }
        // A new id for each try: a snapshot that a failed launch left behind must not stand in the way of changed
        // content.
        UUID contentId = ids.next();
        contents.put(contentId, material.content());
        return transaction.execute(status -> takeOff(id, contentId, material));
    }

    /** Quota is judged by the reservation alone: a launch that failed half-way may hold the very mails the look at the quota misses. */
    private static boolean isFinal(Missing missing) {
        return !missing.code().equals(Missing.QUOTA_EXCEEDED);
    }

    private CampaignView takeOff(UUID id, UUID contentId, Inspection.Material material) {
        Campaign campaign = repository.lock(id).orElseThrow(Campaigns::unknown);
        campaign.state().require(CampaignState.Event.LAUNCH);
        if (campaign.version() != material.version()) {
            throw Refusal.conflict(
                    "changed-meanwhile", "Somebody changed the campaign while it was launched; look at it and repeat.");
        }
        standings.requireActive();
        int enrolled = enrolments.enrolAll(id, material.listId());
        if (enrolled == 0) {
            throw notReady(List.of(new Missing("no-leads", "Nobody is left on the list to write to.")));
        }
        reserve(id, enrolled);
        campaign.launch(contentId, material.fields(), now());
        campaign.plannedBy(jobs.enqueue(campaign));
        acts.record("campaign.launched", "campaign", id, Map.of("enrolled", Integer.toString(enrolled)));
        return campaigns.withCounts(campaign);
    }

    private void reserve(UUID id, int count) {
        try {
            quota.reserve(id, new SendingQuota.Reservation(count));
        } catch (Refusal refusal) {
            if (refusal.code().equals(Missing.QUOTA_EXCEEDED)) {
                throw notReady(List.of(new Missing(Missing.QUOTA_EXCEEDED, refusal.publicDetail())));
            }
            throw refusal;
        }
    }

    private static Refusal notReady(List<Missing> missing) {
        return Refusal.conflict(
                "launch-not-ready",
                "The campaign cannot be launched yet; see what is missing.",
                missing.stream()
                        .map(item -> new Refusal.Item(item.code(), item.message()))
                        .toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
