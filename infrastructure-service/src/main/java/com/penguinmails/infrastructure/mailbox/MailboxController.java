package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Filters;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mailboxes")
class MailboxController {

    private final MailboxConnector connector;
    private final MailboxRegister register;
    private final MailboxChanges changes;
    private final MailboxCheck check;
    private final Mailboxes mailboxes;
    private final MailboxList list;

    MailboxController(
            MailboxConnector connector,
            MailboxRegister register,
            MailboxChanges changes,
            MailboxCheck check,
            Mailboxes mailboxes,
            MailboxList list) {
        this.connector = connector;
        this.register = register;
        this.changes = changes;
        this.check = check;
        this.mailboxes = mailboxes;
        this.list = list;
    }

    /** Honours Idempotency-Key, in {@link MailboxRegister#store}. */
    @PostMapping
    @RequiresPermission(Permissions.MAILBOX_MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MailboxView> connect(CurrentUser user, @Valid @RequestBody ConnectMailbox request) {
        return register.store(
                MailboxRegister.Fingerprint.of(request), request, connector.prepare(user.tenant(), request));
    }

    /**
     * @param status one or several, with commas
     * @param sort {@code createdAt}, {@code address} or {@code dailyLimit}, with - in front for descending
     */
    @GetMapping
    @RequiresPermission(Permissions.MAILBOX_READ)
    CursorPage<MailboxView> list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return list.page(
                user.tenant(),
                MailboxList.SORT.page(sort, cursor),
                Filters.anyOf("status", status, MailboxStatus.class),
                Cursors.limit(limit));
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.MAILBOX_READ)
    MailboxView get(CurrentUser user, @PathVariable UUID id) {
        return MailboxView.of(mailboxes.get(user.tenant(), id));
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Permissions.MAILBOX_MANAGE)
    MailboxView change(CurrentUser user, @PathVariable UUID id, @Valid @RequestBody ChangeMailbox request) {
        return changes.change(user.tenant(), id, request);
    }

    @PostMapping("/{id}/check")
    @RequiresPermission(Permissions.MAILBOX_MANAGE)
    MailboxView check(CurrentUser user, @PathVariable UUID id) {
        return check.check(user.tenant(), id);
    }

    @DeleteMapping("/{id}")
    @RequiresPermission(Permissions.MAILBOX_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser user, @PathVariable UUID id) {
        changes.remove(user.tenant(), id);
    }
}
