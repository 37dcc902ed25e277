package com.penguinmails.campaign.lifecycle;

import com.penguinmails.campaign.lifecycle.CampaignState.Event;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One campaign; every change of state goes through {@link CampaignState#EDGES}. */
@Entity
@Table(name = "campaigns")
class Campaign {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID tenantId;

    private String name;
    private String status;
    private @Nullable UUID templateId;
    private @Nullable UUID listId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private UUID[] mailboxIds;

    private @Nullable String fromName;
    private boolean trackOpens;
    private boolean trackClicks;
    private @Nullable UUID contentId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String @Nullable [] contentFields;

    private @Nullable UUID planJobId;

    private boolean mailsHeld;

    private boolean heldForTenant;

    @Version
    private Long version;

    @Column(updatable = false)
    private UUID createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;
    private @Nullable Instant launchedAt;
    private @Nullable Instant completedAt;

    @SuppressWarnings("NullAway.Init")
    protected Campaign() {}

    @SuppressWarnings("NullAway.Init") // The version is set when it is stored.
    Campaign(UUID id, TenantId tenant, CampaignDraft draft, UUID createdBy, Instant now) {
        this.id = id;
        this.tenantId = tenant.value();
        this.status = CampaignState.DRAFT.id();
        this.createdBy = createdBy;
        this.createdAt = now;
        write(draft, now);
    }

    /** Refuses {@code campaign-state} once it was launched. */
    void change(CampaignDraft draft, Instant now) {
        if (state() != CampaignState.DRAFT) {
            throw Refusal.conflict("campaign-state", "Only a draft can be changed; this campaign is " + status + ".");
        }
        write(draft, now);
    }

    private void write(CampaignDraft draft, Instant now) {
        this.name = draft.name();
        this.templateId = draft.templateId();
        this.listId = draft.listId();
        this.mailboxIds = draft.mailboxIds().toArray(UUID[]::new);
        this.fromName = draft.fromName();
        this.trackOpens = draft.trackOpens();
        this.trackClicks = draft.trackClicks();
        this.updatedAt = now;
    }

    /** @param content the frozen content, kept by email-processor */
    void launch(UUID content, Set<String> fields, Instant now) {
        to(Event.LAUNCH, now);
        this.contentId = content;
        this.contentFields = fields.toArray(String[]::new);
        this.launchedAt = now;
    }

    /** Only this job may plan from now on. */
    void plannedBy(UUID job) {
        this.planJobId = job;
    }

    void pause(Instant now) {
        to(Event.PAUSE, now);
        this.mailsHeld = true;
    }

    /** As a pause, by the platform: it ends when the tenant may send again. */
    void holdForTenant(Instant now) {
        pause(now);
        this.heldForTenant = true;
    }

    void resume(Instant now) {
        to(Event.RESUME, now);
        this.heldForTenant = false;
    }

    void cancel(Instant now) {
        to(Event.CANCEL, now);
        this.mailsHeld = false;
        this.heldForTenant = false;
    }

    /** Does nothing, and returns false, unless the campaign is under way: the last outcome may be told more than once. */
    boolean completeIfPossible(Instant now) {
        if (state().on(Event.COMPLETE).isEmpty()) {
            return false;
        }
        to(Event.COMPLETE, now);
        this.completedAt = now;
        return true;
    }

    /** Whether mails of it are held since a pause, and this job may plan it. */
    boolean holdsMails(UUID job) {
        return mailsHeld && state() == CampaignState.RUNNING && job.equals(planJobId);
    }

    /** Returns whether they were held. */
    boolean releaseMails() {
        boolean held = mailsHeld;
        this.mailsHeld = false;
        return held;
    }

    /** What the planner needs; empty unless the campaign may be planned, and by this job. The first call starts a launched campaign. */
    Optional<RunningCampaign> plan(UUID job, Instant now) {
        if (!job.equals(planJobId)) {
            return Optional.empty();
        }
        if (state() == CampaignState.LAUNCHING) {
            to(Event.START, now);
        }
        UUID content = contentId;
        String[] fields = contentFields;
        if (state() != CampaignState.RUNNING || content == null || fields == null) {
            return Optional.empty();
        }
        return Optional.of(new RunningCampaign(id, content, Set.of(fields), List.of(mailboxIds)));
    }

    private void to(Event event, Instant now) {
        this.status = state().require(event).id();
        this.updatedAt = now;
    }

    UUID id() {
        return id;
    }

    CampaignState state() {
        return CampaignState.of(status);
    }

    long version() {
        return version;
    }

    Optional<Content> content() {
        return contentId == null || contentFields == null
                ? Optional.empty()
                : Optional.of(new Content(contentId, Set.of(contentFields)));
    }

    record Content(UUID id, Set<String> fields) {}

    CampaignDraft draft() {
        return new CampaignDraft(name, templateId, listId, List.of(mailboxIds), fromName, trackOpens, trackClicks);
    }

    CampaignView view() {
        return new CampaignView(
                id,
                name,
                status,
                templateId,
                listId,
                List.of(mailboxIds),
                fromName,
                trackOpens,
                trackClicks,
                createdAt,
                updatedAt,
                launchedAt,
                completedAt,
                null);
    }
}
