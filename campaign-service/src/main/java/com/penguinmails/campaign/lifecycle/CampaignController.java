package com.penguinmails.campaign.lifecycle;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Filters;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignController {

    private final Campaigns campaigns;
    private final CampaignLauncher launcher;
    private final CampaignSteering steering;
    private final OwnMailboxes mailboxes;

    CampaignController(
            Campaigns campaigns, CampaignLauncher launcher, CampaignSteering steering, OwnMailboxes mailboxes) {
        this.mailboxes = mailboxes;
        this.campaigns = campaigns;
        this.launcher = launcher;
        this.steering = steering;
    }

    @PostMapping
    @RequiresPermission(Permissions.CAMPAIGN_WRITE)
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CampaignView> add(@Valid @RequestBody CampaignRequest.NewCampaign request, CurrentUser user) {
        mailboxes.require(request.mailboxIds());
        CampaignView view = campaigns.add(request.draft(), user.userId());
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + view.id()))
                .body(view);
    }

    /**
     * @param status one or several, with commas
     * @param sort {@code createdAt}, {@code name} or {@code updatedAt}, with - in front for descending
     */
    @GetMapping
    @RequiresPermission(Permissions.CAMPAIGN_READ)
    CursorPage<CampaignView> campaigns(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return campaigns.page(
                Campaigns.SORT.page(sort, cursor),
                Filters.anyOf("status", status, CampaignState.class),
                Cursors.limit(limit));
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.CAMPAIGN_READ)
    CampaignView campaign(@PathVariable UUID id) {
        return campaigns.one(id);
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Permissions.CAMPAIGN_WRITE)
    CampaignView change(@PathVariable UUID id, @Valid @RequestBody CampaignRequest.ChangedCampaign request) {
        mailboxes.require(request.mailboxIds());
        return campaigns.change(id, request);
    }

    @GetMapping("/{id}/preflight")
    @RequiresPermission(Permissions.CAMPAIGN_READ)
    PreflightView preflight(@PathVariable UUID id, CurrentUser user) {
        return launcher.preflight(id, user);
    }

    @PostMapping("/{id}/launch")
    @RequiresPermission(Permissions.CAMPAIGN_SEND)
    @Idempotent
    ResponseEntity<CampaignView> launch(@PathVariable UUID id, CurrentUser user) {
        return ResponseEntity.ok(launcher.launch(id, user));
    }

    @PostMapping("/{id}/pause")
    @RequiresPermission(Permissions.CAMPAIGN_SEND)
    CampaignView pause(@PathVariable UUID id) {
        return steering.pause(id);
    }

    @PostMapping("/{id}/resume")
    @RequiresPermission(Permissions.CAMPAIGN_SEND)
    CampaignView resume(@PathVariable UUID id) {
        return steering.resume(id);
    }

    @PostMapping("/{id}/cancel")
    @RequiresPermission(Permissions.CAMPAIGN_SEND)
    CampaignView cancel(@PathVariable UUID id) {
        return steering.cancel(id);
    }
}
