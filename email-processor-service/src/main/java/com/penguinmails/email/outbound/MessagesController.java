package com.penguinmails.email.outbound;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of messages, newest id first. */
@RestController
class MessagesController {

    private final MessageList messages;

    MessagesController(MessageList messages) {
        this.messages = messages;
    }

    @GetMapping("/api/v1/messages")
    @RequiresPermission(Permissions.MESSAGE_READ)
    CursorPage<MessageList.View> list(
            @RequestParam(required = false) @Nullable UUID campaignId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                messages.before(Cursors.idOr(cursor, Cursors.NEWEST), campaignId, status(status), size + 1),
                size,
                view -> view.id().toString(),
                view -> view);
    }

    private static @Nullable MessageStatus status(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        return Arrays.stream(MessageStatus.values())
                .filter(status -> status.stored().equals(given))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "status",
                        "must be one of "
                                + Arrays.stream(MessageStatus.values())
                                        .map(MessageStatus::stored)
                                        .collect(Collectors.joining(", "))));
    }
}
