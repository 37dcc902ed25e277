package com.penguinmails.queuer.operate.groups;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.operate.acts.Because;
import com.penguinmails.queuer.operate.acts.Perhaps;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Groups of jobs, campaigns for instance, for operators. */
@RestController
@RequestMapping("/api/v1/platform/system/tenants/{tenantId}/groups/{groupId}")
@Tag(name = "queue operations")
class GroupsController {

    private final GroupActs acts;

    GroupsController(GroupActs acts) {
        this.acts = acts;
    }

    @Operation(
            summary = "Begin no more jobs of a group",
            description = "Takes hold within two seconds, in Redis too. What has begun goes on. May be repeated.")
    @PostMapping("/pause")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    GroupActs.GroupState pause(
            CurrentUser operator,
            @PathVariable UUID tenantId,
            @PathVariable UUID groupId,
            @RequestBody @Valid Because body) {
        return acts.pause(operator.userId(), new TenantId(tenantId), groupId, body.reason());
    }

    @Operation(
            summary = "Let the jobs of a paused group run",
            description = "Refused with `group-cancelled` (409) when it was cancelled. May be repeated.")
    @PostMapping("/resume")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    GroupActs.GroupState resume(
            CurrentUser operator,
            @PathVariable UUID tenantId,
            @PathVariable UUID groupId,
            @RequestBody(required = false) @Valid @Nullable Perhaps body) {
        return acts.resume(operator.userId(), new TenantId(tenantId), groupId, Perhaps.reasonOf(body));
    }

    @Operation(
            summary = "End every job of a group that has not begun, for good",
            description = "Jobs that are added to it later are cancelled too. May be repeated.")
    @PostMapping("/cancel")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    GroupActs.GroupState cancel(
            CurrentUser operator,
            @PathVariable UUID tenantId,
            @PathVariable UUID groupId,
            @RequestBody @Valid Because body) {
        return acts.cancel(operator.userId(), new TenantId(tenantId), groupId, body.reason());
    }
}
