package com.penguinmails.campaign.lifecycle;

import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.campaign.list.Lists;
import com.penguinmails.campaign.template.Templates;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenancy.TextArray;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.SortFields;
import com.penguinmails.web.SortedPage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Drafts and views of the campaigns of the tenant in scope. */
@Component
class Campaigns {

    private final CampaignRepository repository;
    private final Enrolments enrolments;
    private final Templates templates;
    private final Lists lists;
    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    Campaigns(
            CampaignRepository repository,
            Enrolments enrolments,
            Templates templates,
            Lists lists,
            JdbcClient jdbc,
            Ids ids,
            Clock clock) {
        this.repository = repository;
        this.enrolments = enrolments;
        this.templates = templates;
        this.lists = lists;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    CampaignView add(CampaignDraft draft, UUID createdBy) {
        requireKnownParts(draft);
        var campaign = new Campaign(ids.next(), TenantScope.current(), draft, createdBy, now());
        return withCounts(repository.save(campaign));
    }

    @Transactional
    CampaignView change(UUID id, CampaignRequest.ChangedCampaign change) {
        Campaign campaign = repository.lock(id).orElseThrow(Campaigns::unknown);
        CampaignDraft draft = change.over(campaign.draft());
        campaign.change(draft, now());
        requireKnownParts(draft);
        return withCounts(campaign);
    }

    @Transactional(readOnly = true)
    CampaignView one(UUID id) {
        return withCounts(repository.findById(id).orElseThrow(Campaigns::unknown));
    }

    static final SortFields SORT = SortFields.newestFirst("c.id")
            .and("name", "c.name", SortFields.Type.TEXT)
            .and("updatedAt", "c.updated_at", SortFields.Type.INSTANT);

    /**
     * Without counts.
     *
     * @param states empty for all
     */
    @Transactional(readOnly = true)
    CursorPage<CampaignView> page(SortedPage page, Set<CampaignState> states, int limit) {
        List<SortedPage.Key> keys = page.keys(
                jdbc,
                "campaigns c where (cardinality(:statuses::text[]) = 0 or c.status = any (:statuses::text[]))",
                Map.of(
                        "statuses",
                        TextArray.of(states.stream().map(CampaignState::id).toList())),
                limit);
        Map<UUID, Campaign> found = repository
                .findByIdIn(keys.stream().map(SortedPage.Key::id).toList())
                .stream()
                .collect(Collectors.toMap(Campaign::id, Function.identity()));
        return CursorPage.of(
                keys,
                limit,
                SortedPage.Key::position,
                key -> Objects.requireNonNull(found.get(key.id())).view());
    }

    record Versioned(CampaignDraft draft, CampaignState state, long version) {}

    @Transactional(readOnly = true)
    Versioned versioned(UUID id) {
        Campaign campaign = repository.findById(id).orElseThrow(Campaigns::unknown);
        return new Versioned(campaign.draft(), campaign.state(), campaign.version());
    }

    /** Needs a transaction. */
    CampaignView withCounts(Campaign campaign) {
        return campaign.view().with(enrolments.counts(campaign.id()));
    }

    /** An id of another tenant is as unknown as one that never was. */
    private void requireKnownParts(CampaignDraft draft) {
        var wrong = new ArrayList<Refusal.Item>();
        if (draft.templateId() != null && !templates.exists(draft.templateId())) {
            wrong.add(new Refusal.Item("templateId", "there is no such template"));
        }
        if (draft.listId() != null && !lists.exists(draft.listId())) {
            wrong.add(new Refusal.Item("listId", "there is no such list"));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
    }

    static Refusal unknown() {
        return Refusal.notFound("campaign");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
