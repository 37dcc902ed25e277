package com.penguinmails.queuer.operate.explain;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers the question every operator is asked. */
@RestController
@RequestMapping("/api/v1/platform/system/jobs/{id}/explanation")
@Tag(name = "queue operations")
class ExplanationController {

    private final Explanations explanations;

    ExplanationController(Explanations explanations) {
        this.explanations = explanations;
    }

    @Operation(
            summary = "Why a job has not run, which limit holds it, and when it will",
            description =
                    "Codes of reasons: scheduled, waits-for-retry, put-off, crashed, queue-paused, tenant-paused, group-paused, group-resuming,"
                            + " group-cancelled, cancel-asked, deadline-passed, no-worker-alive, redis-away, list-full, behind-others, in-redis-list,"
                            + " in-hands-of-worker, to-be-written-back, on-its-way, completed, failed, cancelled, uncertain.")
    @GetMapping
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    Explanation explain(
            CurrentUser reader, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID tenantId) {
        return explanations.explain(id, tenantId, reader.permissions().contains(PlatformPermissions.QUEUE_OPERATE));
    }
}
