package com.penguinmails.campaign.list;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ListController {

    private final Lists lists;

    ListController(Lists lists) {
        this.lists = lists;
    }

    @GetMapping("/api/v1/lists")
    @RequiresPermission(Permissions.LEAD_READ)
    CursorPage<ListView> lists(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                lists.page(Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                list -> list.id().toString(),
                Function.identity());
    }
}
