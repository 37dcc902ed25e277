package com.penguinmails.campaign.list;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.SortedPage;
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

    /** @param sort {@code createdAt} or {@code name}, with - in front for descending */
    @GetMapping("/api/v1/lists")
    @RequiresPermission(Permissions.LEAD_READ)
    CursorPage<ListView> lists(
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        SortedPage page = Lists.SORT.page(sort, cursor);
        return CursorPage.of(
                lists.page(page, size + 1), size, list -> page.position(list.name(), list.id()), Function.identity());
    }
}
