package com.penguinmails.queuer.operate.jobs;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.queuer.operate.acts.Because;
import com.penguinmails.queuer.operate.listing.JobView;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.Idempotent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators do to jobs. */
@RestController
@RequestMapping("/api/v1/platform/system")
@Tag(name = "queue operations")
class JobActsController {

    private final Retry retry;
    private final BulkRetry bulkRetry;
    private final Cancellation cancellation;
    private final Move move;
    private final Clock clock;

    JobActsController(Retry retry, BulkRetry bulkRetry, Cancellation cancellation, Move move, Clock clock) {
        this.retry = retry;
        this.bulkRetry = bulkRetry;
        this.cancellation = cancellation;
        this.move = move;
        this.clock = clock;
    }

    /** @param acceptDuplicate true: the effect of an uncertain job may happen twice */
    record RetryRequest(
            @NotBlank @Size(min = 3, max = 500) String reason,
            @Nullable Boolean acceptDuplicate) {}

    /**
     * Which failed jobs, and how.
     *
     * @param kind null for every kind
     * @param failedSince inclusive
     * @param failedUntil exclusive; null for now
     * @param limit at most so many; null for 1,000
     * @param spreadSeconds over which they become due, at most a day; null for all at once
     */
    record BulkRetryRequest(
            @Size(min = 1, max = 100) @Nullable String kind,
            @NotNull Instant failedSince,
            @Nullable Instant failedUntil,
            @Min(1) @Max(BulkRetry.MOST) @Nullable Integer limit,
            @Min(0) @Max(86_400) @Nullable Integer spreadSeconds,
            @NotBlank @Size(min = 3, max = 500) String reason) {}

    /** @param priority 0 to 1000; up to 50 is high, up to 150 normal, the rest low */
    record MoveRequest(
            @Size(min = 1, max = 63) @Nullable String queue,
            @Min(0) @Max(1000) @Nullable Integer priority,
            @Size(min = 3, max = 500) @Nullable String reason) {}

    @Operation(
            summary = "Run a failed or cancelled job again",
            description =
                    "Its attempts begin anew. An uncertain one needs `acceptDuplicate`, and a mail whose fate is uncertain is never sent again.")
    @PostMapping("/jobs/{id}/retry")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    @Idempotent
    public ResponseEntity<JobView> retry(
            CurrentUser operator,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID tenantId,
            @RequestBody @Valid RetryRequest body) {
        return ResponseEntity.ok(retry.retry(
                operator.userId(), id, tenantId, body.reason(), Boolean.TRUE.equals(body.acceptDuplicate())));
    }

    @Operation(
            summary = "Run failed jobs of a queue again",
            description =
                    "Those first that failed first, at most 10,000 at a time, spread over `spreadSeconds`. Jobs whose deadline has passed or whose"
                            + " group was cancelled are left alone.")
    @PostMapping("/queues/{name}/jobs/retry")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    @Idempotent
    public ResponseEntity<BulkRetry.Outcome> retryMany(
            CurrentUser operator, @PathVariable String name, @RequestBody @Valid BulkRetryRequest body) {
        Instant until = Objects.requireNonNullElseGet(body.failedUntil(), clock::instant);
        if (!body.failedSince().isBefore(until)) {
            throw Refusal.invalid("failedSince", "must lie before failedUntil, which is now unless you say otherwise");
        }
        var filter = new BulkRetry.Filter(
                body.kind(),
                body.failedSince(),
                until,
                Objects.requireNonNullElse(body.limit(), 1_000),
                Duration.ofSeconds(Objects.requireNonNullElse(body.spreadSeconds(), 0)));
        return ResponseEntity.ok(bulkRetry.retry(operator.userId(), name, filter, body.reason()));
    }

    @Operation(
            summary = "Cancel a job",
            description =
                    "One that waits ends at once. One that is lent out is marked: it is not begun any more, and ends as cancelled when it comes back;"
                            + " if it has begun it goes on, and counts if it succeeds. 409 `job-finished` when it is over.")
    @PostMapping("/jobs/{id}/cancel")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    @Idempotent
    public ResponseEntity<JobView> cancel(
            CurrentUser operator,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID tenantId,
            @RequestBody @Valid Because body) {
        return ResponseEntity.ok(cancellation.cancel(operator.userId(), id, tenantId, body.reason()));
    }

    @Operation(
            summary = "Move a waiting job to another queue or priority",
            description = "409 `job-not-waiting` for one that is lent out or finished. May be repeated.")
    @PostMapping("/jobs/{id}/move")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    @Idempotent
    public ResponseEntity<JobView> move(
            CurrentUser operator,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID tenantId,
            @RequestBody @Valid MoveRequest body) {
        return ResponseEntity.ok(
                move.move(operator.userId(), id, tenantId, body.queue(), body.priority(), body.reason()));
    }
}
