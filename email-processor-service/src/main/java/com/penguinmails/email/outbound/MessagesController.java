package com.penguinmails.email.outbound;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Filters;
import com.penguinmails.web.SortedPage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of messages. */
@RestController
class MessagesController {

    private final MessageList messages;

    MessagesController(MessageList messages) {
        this.messages = messages;
    }

    /**
     * @param status one or several, with commas
     * @param sort {@code createdAt}, with - in front for descending
     */
    @GetMapping("/api/v1/messages")
    @RequiresPermission(Permissions.MESSAGE_READ)
    CursorPage<MessageList.View> list(
            @RequestParam(required = false) @Nullable UUID campaignId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        SortedPage page = MessageList.SORT.page(sort, cursor);
        return CursorPage.of(
                messages.page(page, campaignId, Filters.anyOf("status", status, MessageStatus.class), size + 1),
                size,
                view -> page.position(view.createdAt(), view.id()),
                view -> view);
    }
}
