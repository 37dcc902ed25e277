package com.penguinmails.tenant.workspace;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/workspaces")
class WorkspaceController {

    private final Workspaces workspaces;

    WorkspaceController(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    record NewWorkspace(
            @NotBlank
            @Size(max = 100)
            @Pattern(
                    regexp = "[^\\p{Cc}\\p{Zl}\\p{Zp}]*",
                    message = "must be one line of text without control characters")
            String name) {}

    @PostMapping
    @RequiresPermission(Permissions.WORKSPACE_MANAGE)
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<Workspace> create(CurrentUser user, @RequestBody @Valid NewWorkspace request) {
        Workspace workspace = workspaces.create(user.userId(), request.name());
        return ResponseEntity.created(URI.create("/api/v1/workspaces/" + workspace.id()))
                .body(workspace);
    }

    @GetMapping
    @RequiresPermission(Permissions.WORKSPACE_READ)
    CursorPage<Workspace> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                workspaces.list(Cursors.idOr(cursor, Cursors.OLDEST), size + 1),
                size,
                workspace -> workspace.id().toString(),
                Function.identity());
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.WORKSPACE_READ)
    Workspace get(@PathVariable UUID id) {
        return workspaces.get(id);
    }
}
