package com.penguinmails.queuer.cron;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.queuer.operate.acts.Because;
import com.penguinmails.queuer.operate.acts.Perhaps;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recurring jobs, for operators. */
@RestController
@RequestMapping("/api/v1/platform/system/schedules")
@Tag(name = "queue operations")
class ScheduleController {

    private final ScheduleDesk desk;

    ScheduleController(ScheduleDesk desk) {
        this.desk = desk;
    }

    @Operation(summary = "All recurring jobs: when they come next, when they came last, which are paused")
    @GetMapping
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    List<ScheduleView> all() {
        return desk.all();
    }

    @Operation(
            summary = "Add no more jobs of a schedule",
            description = "Jobs that were added go on. Ticks during the pause are not made up for. May be repeated.")
    @PostMapping("/{name}/pause")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    ScheduleView pause(CurrentUser operator, @PathVariable String name, @RequestBody @Valid Because body) {
        return desk.pause(operator.userId(), name, body.reason());
    }

    @Operation(summary = "Go on with the next tick", description = "May be repeated.")
    @PostMapping("/{name}/resume")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    ScheduleView resume(
            CurrentUser operator,
            @PathVariable String name,
            @RequestBody(required = false) @Valid @Nullable Perhaps body) {
        return desk.resume(operator.userId(), name, Perhaps.reasonOf(body));
    }
}
