package com.penguinmails.queuer.operate.queues;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.queuer.operate.acts.Because;
import com.penguinmails.queuer.operate.acts.Perhaps;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.Idempotent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All queues, for operators. */
@RestController
@RequestMapping("/api/v1/platform/system/queues")
@Tag(name = "queue operations")
class QueuesController {

    private final QueueBoard board;
    private final QueuePauses pauses;
    private final Drain drain;

    QueuesController(QueueBoard board, QueuePauses pauses, Drain drain) {
        this.board = board;
        this.pauses = pauses;
        this.drain = drain;
    }

    /** @param queues by name */
    record Queues(List<QueueState> queues) {}

    @Operation(
            summary = "Every queue: depth, age, pace and failures",
            description =
                    "Depths of Redis and workers are null while Redis does not answer. Throughput and failures are at most ten seconds behind.")
    @GetMapping
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    Queues list() {
        return new Queues(board.queues());
    }

    @Operation(
            summary = "Lend out nothing more of a queue",
            description =
                    "Takes hold within a second. What is in Redis already goes on; drain the queue to take it back. May be repeated.")
    @PostMapping("/{name}/pause")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    QueuePauses.Pause pause(CurrentUser operator, @PathVariable String name, @RequestBody @Valid Because body) {
        return pauses.pause(operator.userId(), name, body.reason());
    }

    @Operation(summary = "Lend out jobs of a queue again", description = "May be repeated.")
    @PostMapping("/{name}/resume")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    QueuePauses.Pause resume(
            CurrentUser operator,
            @PathVariable String name,
            @RequestBody(required = false) @Valid @Nullable Perhaps body) {
        return pauses.resume(operator.userId(), name, Perhaps.reasonOf(body));
    }

    @Operation(
            summary = "Take back what waits in Redis",
            description =
                    "The queue has to be paused (409 `queue-not-paused`). What a worker has fetched stays with it. No attempt is charged.")
    @PostMapping("/{name}/drain")
    @RequiresPermission(PlatformPermissions.QUEUE_OPERATE)
    @Idempotent
    public ResponseEntity<Drain.Drained> drain(
            CurrentUser operator, @PathVariable String name, @RequestBody @Valid Because body) {
        return ResponseEntity.ok(drain.drain(operator.userId(), name, body.reason()));
    }
}
