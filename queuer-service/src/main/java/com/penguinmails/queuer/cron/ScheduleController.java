package com.penguinmails.queuer.cron;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.security.RequiresPermission;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recurring jobs, for operators. */
@RestController
@RequestMapping("/api/v1/platform/system/schedules")
class ScheduleController {

    private final ScheduleDesk desk;

    ScheduleController(ScheduleDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    List<ScheduleView> all() {
        return desk.all();
    }
}
