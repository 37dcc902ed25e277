package com.penguinmails.queuer.operate.acts;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the book of acts. */
@RestController
@RequestMapping("/api/v1/platform/system/acts")
@Tag(name = "queue operations")
class ActsController {

    private final ActBook book;

    ActsController(ActBook book) {
        this.book = book;
    }

    @Operation(
            summary = "What operators did to the queue, the newest first",
            description =
                    "`target` names one thing: `queue:{name}`, `tenant:{id}`, `group:{tenant}/{id}` or `job:{id}`.")
    @GetMapping
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    CursorPage<ActView> list(
            @RequestParam(required = false) @Size(max = 200) @Nullable String target,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                book.list(target, Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                act -> act.id().toString(),
                Function.identity());
    }
}
