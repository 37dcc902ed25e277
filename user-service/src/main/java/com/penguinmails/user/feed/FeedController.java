package com.penguinmails.user.feed;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.user.feed.Feed.Notification;
import com.penguinmails.user.feed.Feed.Viewer;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own notifications: those of the tenant they work in, and those about themselves. */
@RestController
@RequestMapping("/api/v1/users/me/notifications")
@AnyUser
class FeedController {

    private final Feed feed;

    FeedController(Feed feed) {
        this.feed = feed;
    }

    record Count(long unread) {}

    @GetMapping
    CursorPage<Notification> list(
            CurrentUser user,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var rows = feed.page(viewer(user), unread, Cursors.idOr(cursor, Cursors.NEWEST), size + 1);
        return CursorPage.of(rows, size, row -> row.id().toString(), row -> row);
    }

    @GetMapping("/unread-count")
    Count unread(CurrentUser user) {
        return new Count(feed.unread(viewer(user)));
    }

    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(CurrentUser user, @PathVariable UUID id) {
        if (!feed.read(viewer(user), id)) {
            throw Refusal.notFound("notification");
        }
    }

    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(CurrentUser user) {
        feed.readAll(viewer(user));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(CurrentUser user, @PathVariable UUID id) {
        if (!feed.delete(viewer(user), id)) {
            throw Refusal.notFound("notification");
        }
    }

    private static Viewer viewer(CurrentUser user) {
        return new Viewer(
                user.userId(), user.tenantId() == null ? null : user.tenantId().value());
    }
}
