package com.penguinmails.infrastructure.domain;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/domains")
class DomainController {

    private final DomainQuery query;

    DomainController(DomainQuery query) {
        this.query = query;
    }

    @GetMapping
    @RequiresPermission(Permissions.MAILBOX_READ)
    CursorPage<DomainView> list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return query.list(user.tenant(), cursor, Cursors.limit(limit));
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.MAILBOX_READ)
    DomainView get(CurrentUser user, @PathVariable UUID id) {
        return query.byId(user.tenant(), id);
    }
}
