package com.penguinmails.queuer.operate.listing;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs, for operators. What is in them is for those only who may change them. */
@RestController
@RequestMapping("/api/v1/platform/system")
@Tag(name = "queue operations")
class JobsController {

    private final Listing listing;
    private final JobRecords records;

    JobsController(Listing listing, JobRecords records) {
        this.listing = listing;
        this.records = records;
    }

    @Operation(
            summary = "Jobs of a queue",
            description =
                    "`status` is queued, held, migrated_to_redis, running, completed, failed, cancelled or uncertain. Waiting ones come in the order"
                            + " in which they are claimed, tenant by tenant; all others the newest first (those lent out or held tenant by tenant). Without a status,"
                            + " for completed ones and for a group a tenant has to be named (400 `filter-needed`). A page looks at 2,000 jobs at most: it may hold"
                            + " fewer than `limit`, even none, and still have a `nextCursor`.")
    @GetMapping("/queues/{name}/jobs")
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    CursorPage<JobView> list(
            CurrentUser reader,
            @PathVariable @Pattern(regexp = "[a-z][a-z0-9-]{0,62}") String name,
            @RequestParam(required = false)
                    @Pattern(
                            regexp = "queued|held|migrated_to_redis|running|completed|failed|cancelled|uncertain",
                            message =
                                    "must be queued, held, migrated_to_redis, running, completed, failed, cancelled or uncertain")
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable UUID tenantId,
            @RequestParam(required = false) @Size(min = 1, max = 100) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID groupId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter = new JobFilter(
                name,
                status == null ? null : ListedStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                tenantId,
                kind,
                groupId);
        return listing.page(filter, cursor, Cursors.limit(limit), mayRead(reader));
    }

    @Operation(
            summary = "One job with its history",
            description =
                    "The id is enough; with `tenantId` it is found a little faster. The payload, and addresses in error texts, are shown to holders of"
                            + " `platform:queue:operate` only.")
    @GetMapping("/jobs/{id}")
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    JobDetail get(CurrentUser reader, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID tenantId) {
        return records.detail(id, tenantId, mayRead(reader));
    }

    static boolean mayRead(CurrentUser reader) {
        return reader.permissions().contains(PlatformPermissions.QUEUE_OPERATE);
    }
}
